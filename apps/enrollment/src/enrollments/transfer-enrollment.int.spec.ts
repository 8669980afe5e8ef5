import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '#libs/database';
import { KeyRing } from '#libs/identity';
import { expectInvariantsHold } from '../../../../test/support/invariants.js';
import { runEnrollment, type RunningEnrollment } from '../../../../test/support/run-enrollment.js';
import { TEST_KEY } from '../../../../test/support/run-service.js';
import { enrollmentInvariants } from '../enrollment.invariants.js';
import { EnrollmentRepository } from './enrollment.repository.js';

interface Enrolled {
  readonly id: string;
  readonly link: string;
  readonly sessionId: string;
}

interface Answer {
  readonly status: number;
  readonly body: { readonly code?: string; readonly state?: string; readonly seats?: number };
}

const ada = { name: 'Ada', email: 'ada@example.org' };
const ben = { name: 'Ben', email: 'ben@example.org' };
const cy = { name: 'Cy', email: 'cy@example.org' };
const idOf = ({ email }: { email: string }) => new KeyRing(TEST_KEY).personIdOf(email);
let service: RunningEnrollment;

beforeAll(async () => {
  service = await runEnrollment({ rateFactor: 10 });
});

afterAll(async () => {
  await service.stop();
});

async function post(path: string, body: object, link?: string): Promise<Answer> {
  const answer = await fetch(service.url + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(link !== undefined && { authorization: `Bearer ${link}` }),
    },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Answer['body'] };
}

/** Ada takes all two seats of a session. */
async function adaFillsASession(price = 0): Promise<Enrolled> {
  const sessionId = await service.schedule(2, price);
  const { body } = await post('/v1/enrollments', { sessionId, seats: 2, person: ada });
  return body as unknown as Enrolled;
}

async function gives({ id, link }: Enrolled, person: object): Promise<Answer> {
  return post(`/v1/enrollments/${id}/transfer`, { person }, link);
}

async function holderOf({ id }: Enrolled): Promise<string | undefined> {
  const [row] = await service.rows<{ holder: string }>(
    'SELECT person_id AS holder FROM enrollment.enrollments WHERE id = $1',
    [id],
  );
  return row?.holder;
}

async function toldOf({ id }: Enrolled): Promise<{ version: number; from: string; to: string }[]> {
  await service.time.settle();
  return service.rows(
    `SELECT (data ->> 'version')::int AS version, data ->> 'fromPersonId' AS "from", data ->> 'personId' AS "to"
     FROM event_log.events WHERE key = $1 AND type = 'enrollment.enrollment.transferred'`,
    [id],
  );
}

async function left(sessionId: string): Promise<unknown> {
  const session = (await (await fetch(`${service.url}/v1/sessions/${sessionId}`)).json()) as {
    seatsLeft: number;
  };
  return session.seatsLeft;
}

describe('when Ada gives her seats in a sold-out session to Ben', () => {
  let seats: Enrolled;
  beforeAll(async () => {
    seats = await adaFillsASession();
  });

  it('then they are his, no seat is taken or freed, and the link in his mail is told to nobody else', async () => {
    const { status, body } = await gives(seats, ben);
    expect({ status, body }).toEqual({
      status: 200,
      body: { id: seats.id, sessionId: seats.sessionId, state: 'confirmed', seats: 2 },
    });
    expect(await holderOf(seats)).toBe(idOf(ben));
    expect(await left(seats.sessionId)).toBe(0);
    expect(await toldOf(seats)).toEqual([{ version: 2, from: idOf(ada), to: idOf(ben) }]);
  });

  it('then asking again, as after a lost answer, changes nothing', async () => {
    expect(await gives(seats, ben)).toMatchObject({ status: 200, body: { state: 'confirmed' } });
    expect(await toldOf(seats)).toHaveLength(1);
  });

  it('then her link opens nothing any more: not to look, not to cancel, not to give it to another', async () => {
    const looked = await fetch(`${service.url}/v1/enrollments/${seats.id}`, {
      headers: { authorization: `Bearer ${seats.link}` },
    });
    const cancelled = await post(`/v1/enrollments/${seats.id}/cancellation`, {}, seats.link);
    const given = await gives(seats, cy);
    expect([looked.status, cancelled.status, given.status]).toEqual([401, 401, 401]);
    expect(await holderOf(seats)).toBe(idOf(ben));
  });

  it('then what has to be true is true', async () => {
    await service.time.settle();
    const checked = { database: service.get(Database), invariants: enrollmentInvariants };
    await expectInvariantsHold({ ...checked, now: service.clock.now() }, { atRest: true });
  });
});

it('when two are given the same seats at once, then one has them and the other asker is told that the link is dead', async () => {
  const seats = await adaFillsASession();
  const answers = await Promise.all([gives(seats, ben), gives(seats, cy)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401]);
  const winner = answers[0].status === 200 ? ben : cy;
  expect(await holderOf(seats)).toBe(idOf(winner));
  expect(await toldOf(seats)).toHaveLength(1);
});

it('when two are given the same seats at once and nobody locks them, then both are told they have them (negative control)', async () => {
  const seats = await adaFillsASession();
  const enrollments = service.get(EnrollmentRepository);
  const locked = enrollments.lock;
  let waiting = 0;
  let bothHaveLooked = (): void => undefined;
  const looked = new Promise<void>((resolve) => (bothHaveLooked = resolve));
  enrollments.lock = async (transaction, id) => {
    const enrollment = await enrollments.find(transaction, id);
    if (++waiting === 2) bothHaveLooked();
    await looked;
    return enrollment;
  };
  try {
    const answers = await Promise.all([gives(seats, ben), gives(seats, cy)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  } finally {
    enrollments.lock = locked;
  }
});

it('when the same transfer comes ten times at once, then it happens once and all get its answer', async () => {
  const seats = await adaFillsASession();
  const answers = await Promise.all(Array.from({ length: 10 }, () => gives(seats, ben)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
  expect(await toldOf(seats)).toEqual([{ version: 2, from: idOf(ada), to: idOf(ben) }]);
});

it('when Ada gives her seats to herself, then nothing changes and her link goes on', async () => {
  const seats = await adaFillsASession();
  expect((await gives(seats, { ...ada, email: 'Ada@Example.org' })).status).toBe(200);
  expect(await toldOf(seats)).toEqual([]);
  expect((await post(`/v1/enrollments/${seats.id}/cancellation`, {}, seats.link)).status).toBe(202);
});

it.each([
  ['seats that are not paid yet', 5_000, undefined, 'not-confirmed'],
  ['seats of a session that has begun', 0, '2026-12-21T00:00:00Z', 'session-started'],
])('%s stay with Ada', async (_what, price, later, code) => {
  const seats = await adaFillsASession(price);
  if (later !== undefined) await service.time.advanceTo(new Date(later));
  expect(await gives(seats, ben)).toMatchObject({ status: 409, body: { code } });
  expect(await holderOf(seats)).toBe(idOf(ada));
});
