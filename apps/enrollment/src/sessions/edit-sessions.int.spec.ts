import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionChanged, sessionScheduled, workshopPublished, workshopWithdrawn } from '#libs/contracts';
import { Database, newId, type Transaction } from '#libs/database';
import { expectInvariantsHold } from '../../../../test/support/invariants.js';
import { runEnrollment, type RunningEnrollment } from '../../../../test/support/run-enrollment.js';
import { TEST_OPERATOR_KEY } from '../../../../test/support/run-service.js';
import { enrollmentInvariants } from '../enrollment.invariants.js';
import { SessionRepository } from './session.repository.js';

const workshopId = newId();
const workshop = { workshopId, slug: 'ask', title: 'Ask for it', format: 'in-person' as const };
const wish = {
  workshopId,
  meetings: [{ startsAt: '2026-12-20T18:00:00Z', endsAt: '2026-12-20T20:00:00Z' }],
  zone: 'America/Chicago',
  venue: 'Room 4',
  onlineUrl: 'https://meet.example.org/abc',
  coachId: null,
  capacity: 10,
  price: { amount: 5_000, currency: 'USD' },
};
let service: RunningEnrollment;

beforeAll(async () => {
  service = await runEnrollment({ rateFactor: 10 });
  await service.hear(workshopPublished, workshop);
});
afterAll(() => service.stop());

interface Answer {
  readonly status: number;
  readonly etag: string | null;
  readonly replayed: string | null;
  readonly body: Record<string, unknown>;
}

async function ask(
  method: string,
  path: string,
  { body, headers = {} }: { body?: object; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const answer = await fetch(service.url + path, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const [etag, replayed] = [answer.headers.get('etag'), answer.headers.get('idempotency-replayed')];
  return { status: answer.status, etag, replayed, body: (await answer.json()) as Record<string, unknown> };
}
const operator = { authorization: `Bearer ${TEST_OPERATOR_KEY}` };
const create = (body: object = wish, headers: Record<string, string> = {}) =>
  ask('POST', '/v1/sessions', { body, headers: { ...operator, ...headers } });
const created = async (body: object = wish) => String((await create(body)).body['id']);
const edit = (id: string, body: object, ifMatch = '"1"') =>
  ask('PATCH', `/v1/sessions/${id}`, { body, headers: { ...operator, 'if-match': ifMatch } });
let people = 0;
const enroll = (sessionId: string, seats = 1) =>
  ask('POST', '/v1/enrollments', {
    body: { sessionId, seats, person: { name: 'Somebody', email: `somebody-${people++}@example.org` } },
  });
const told = async (type: string, sessionId: string) =>
  (await service.published(type)).filter((facts) => facts['sessionId'] === sessionId);
const audit = (objectId: string) =>
  service.rows<Record<string, unknown>>(
    'SELECT action, actor_id AS actor, before, after FROM enrollment.audit_entries WHERE object_id = $1 ORDER BY id',
    [objectId],
  );
const seatsOf = async (id: string) => {
  const [row] = await service.rows<{ capacity: number; seats: number }>(
    'SELECT capacity, held + taken AS seats FROM enrollment.sessions WHERE id = $1',
    [id],
  );
  return row ?? { capacity: 0, seats: 0 };
};
async function allIsWell() {
  await service.time.settle();
  const checked = { database: service.get(Database), invariants: enrollmentInvariants };
  await expectInvariantsHold({ ...checked, now: service.clock.now() }, { atRest: true });
}

describe('scheduling a session', () => {
  it('when an operator does, then it is listed and told, and in the trail', async () => {
    const { status, etag, body } = await create();
    expect([status, etag]).toEqual([201, '"1"']);
    expect(body).toMatchObject({
      workshop: { id: workshopId, title: 'Ask for it' },
      startsAt: '2026-12-20T18:00:00.000Z',
      onlineUrl: wish.onlineUrl,
      seatsLeft: 10,
    });
    const id = String(body['id']);
    const shown = await ask('GET', `/v1/sessions/${id}`);
    expect(shown).toMatchObject({ status: 200, etag: '"1"', body: { id, venue: 'Room 4' } });
    expect(shown.body).not.toHaveProperty('onlineUrl');
    expect(await told(sessionScheduled.type, id)).toMatchObject([{ onlineUrl: wish.onlineUrl, version: 1 }]);
    expect(await audit(id)).toMatchObject([{ action: 'session.scheduled', actor: 'root', before: null }]);
  });

  it('when the same wish comes twice, at once too, then there is one session', async () => {
    const headers = { 'idempotency-key': newId() };
    const twins = await Promise.all([create(wish, headers), create(wish, headers), create(wish, headers)]);
    expect(new Set(twins.map(({ body }) => body['id'])).size).toBe(1);
    expect(twins.map(({ replayed }) => replayed).toSorted()).toEqual([null, 'true', 'true'].toSorted());
    const other = await create({ ...wish, venue: 'elsewhere' }, headers);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it.each([
    [{ onlineUrl: 'http://meet.example.org/abc' }, '/onlineUrl'],
    [{ onlineUrl: 'javascript:alert(1)' }, '/onlineUrl'],
    [{ onlineUrl: 'file:///etc/passwd' }, '/onlineUrl'],
    [{ zone: 'Nowhere/Else' }, '/zone'],
    [{ zone: '+01:00' }, '/zone'],
    [{ capacity: 0 }, '/capacity'],
    [{ price: { amount: -1, currency: 'USD' } }, '/price/amount'],
    [{ meetings: [] }, '/meetings'],
    [{ surprise: 1 }, ''],
  ])('when %j is asked for, then it is refused by its place', async (wrong, pointer) => {
    const answer = await create({ ...wish, ...wrong });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect(answer.body['errors']).toContainEqual(expect.objectContaining({ pointer }));
  });

  it('when its workshop is not known, or who asks may not, then there is none', async () => {
    const unknown = await create({ ...wish, workshopId: newId() });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'workshop-unknown' } });
    expect(await ask('POST', '/v1/sessions', { body: wish })).toMatchObject({ status: 401 });
    const [backwards] = wish.meetings.map(({ startsAt, endsAt }) => ({ startsAt: endsAt, endsAt: startsAt }));
    expect(await create({ ...wish, meetings: [backwards] })).toMatchObject({
      status: 400,
      body: { code: 'meetings-out-of-order' },
    });
  });
});

describe('changing a session', () => {
  it('when an operator does, then the whole of it is told, with a new edition and what has changed in the trail', async () => {
    const id = await created();
    const changed = await edit(id, {
      venue: 'Room 5',
      capacity: 12,
      price: { amount: 6_000, currency: 'USD' },
    });
    expect(changed).toMatchObject({ status: 200, etag: '"2"', body: { venue: 'Room 5', seatsLeft: 12 } });
    expect(await told(sessionChanged.type, id)).toMatchObject([
      { venue: 'Room 5', capacity: 12, price: { amount: 6_000 }, version: 2, zone: wish.zone },
    ]);
    const [, entry] = await audit(id);
    expect(entry).toEqual({
      action: 'session.changed',
      actor: 'root',
      before: { venue: 'Room 4', capacity: 10, price: wish.price },
      after: { venue: 'Room 5', capacity: 12, price: { amount: 6_000, currency: 'USD' } },
    });
  });

  it('when nothing is different, then nothing is told', async () => {
    const id = await created();
    expect(await edit(id, { venue: 'Room 4', meetings: wish.meetings })).toMatchObject({
      status: 200,
      etag: '"1"',
    });
    expect(await told(sessionChanged.type, id)).toEqual([]);
    expect(await audit(id)).toHaveLength(1);
  });

  it('when seats are taken meanwhile, then the edition stays, and who enrolled keeps their price', async () => {
    const id = await created();
    const enrolled = await enroll(id, 2);
    expect(enrolled.status).toBe(201);
    expect(await edit(id, { price: { amount: 9_900, currency: 'USD' } })).toMatchObject({ status: 200 });
    expect(enrolled.body).toMatchObject({ price: { amount: 10_000 } });
    expect((await enroll(id)).body).toMatchObject({ price: { amount: 9_900 } });
    await allIsWell();
  });

  it('when two editors change it at once, then one of them is told to look again', async () => {
    const id = await created();
    const rivals = await Promise.all(['A', 'B', 'C', 'D'].map((venue) => edit(id, { venue })));
    expect(rivals.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412]);
    const winner = rivals.find(({ status }) => status === 200);
    expect((await ask('GET', `/v1/sessions/${id}`)).body['venue']).toBe(winner?.body['venue']);
    expect(await told(sessionChanged.type, id)).toHaveLength(1);
    const blind = await ask('PATCH', `/v1/sessions/${id}`, { body: { venue: 'E' }, headers: operator });
    expect(blind).toMatchObject({ status: 428, body: { code: 'precondition-required' } });
    expect(await edit(newId(), { venue: 'E' })).toMatchObject({
      status: 404,
      body: { code: 'session-unknown' },
    });
  });

  it('then without the lock one of them undoes the other (negative control)', async () => {
    const id = await created();
    const statuses = await withoutLock(2, async () => {
      const rivals = await Promise.all([edit(id, { venue: 'A' }), edit(id, { zone: 'Europe/Berlin' })]);
      return rivals.map(({ status }) => status);
    });
    expect(statuses).toEqual([200, 200]);
    const { venue, zone } = (await ask('GET', `/v1/sessions/${id}`)).body;
    expect([venue, zone]).not.toEqual(['A', 'Europe/Berlin']);
  });

  it('when somebody has or holds a seat, then its time stays', async () => {
    const id = await created();
    const moved = { meetings: [{ startsAt: '2026-12-22T18:00:00Z', endsAt: '2026-12-22T20:00:00Z' }] };
    expect(await edit(id, moved)).toMatchObject({
      status: 200,
      body: { startsAt: '2026-12-22T18:00:00.000Z' },
    });
    await enroll(id);
    const has = { status: 409, body: { code: 'session-has-enrollments' } };
    expect(await edit(id, { meetings: wish.meetings }, '"2"')).toMatchObject(has);
    expect(await edit(id, { zone: 'Europe/Berlin' }, '"2"')).toMatchObject(has);
    await allIsWell();
  });
});

describe('when seats are taken while an operator lowers their number', () => {
  const CLIENTS = 40;

  it('then no more are sold than there are, whoever comes first', async () => {
    const id = await created({ ...wish, capacity: 20, price: { amount: 0, currency: 'USD' } });
    const lowering = async () => {
      const answers = [];
      for (const capacity of [15, 12, 10, 8]) answers.push(await edit(id, { capacity }, '*'));
      return answers;
    };
    const [edits, ...enrollments] = await Promise.all([
      lowering(),
      ...Array.from({ length: CLIENTS }, () => enroll(id)),
    ]);
    const { capacity, seats } = await seatsOf(id);
    expect(seats).toBe(enrollments.filter(({ status }) => status === 201).length);
    expect(seats).toBeLessThanOrEqual(capacity);
    for (const { status, body } of edits.filter((each) => each.status !== 200))
      expect([status, body['code']]).toEqual([409, 'capacity-below-taken']);
    await allIsWell();
  });

  it('when there are more people than that, then it says by how many', async () => {
    const id = await created({ ...wish, price: { amount: 0, currency: 'USD' } });
    await enroll(id, 6);
    const refused = await edit(id, { capacity: 4 });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'capacity-below-taken', errors: [{ pointer: '/capacity', detail: 'must be 6 or more' }] },
    });
    expect(refused.body['detail']).toContain('2 more');
    expect(await edit(id, { capacity: 6 })).toMatchObject({ status: 200, body: { seatsLeft: 0 } });
  });

  it('then without the lock more are sold than there are (negative control)', async () => {
    await service.rows('ALTER TABLE enrollment.sessions DROP CONSTRAINT never_more_than_capacity');
    const id = await created({ ...wish, price: { amount: 0, currency: 'USD' } });
    const lowered = await withoutLock(
      1,
      () => edit(id, { capacity: 4 }),
      () => enroll(id, 8),
    );
    expect(lowered.status).toBe(200);
    expect(await seatsOf(id)).toEqual({ capacity: 4, seats: 8 });
    await service.rows(`UPDATE enrollment.sessions SET capacity = 10 WHERE id = $1`, [id]);
  });
});

describe('when the price is changed while somebody enrolls', () => {
  it('then nobody gets for nothing what has a price now', async () => {
    const id = await created({ ...wish, price: { amount: 0, currency: 'USD' } });
    const sessions = service.get(SessionRepository);
    const find = sessions.findOffered.bind(sessions);
    sessions.findOffered = async (runner, sessionId) => {
      const offered = await find(runner, sessionId);
      await edit(id, { price: wish.price });
      return offered;
    };
    try {
      expect(await enroll(id)).toMatchObject({ status: 409, body: { code: 'price-changed' } });
    } finally {
      sessions.findOffered = find;
    }
    expect(await seatsOf(id)).toMatchObject({ seats: 0 });
    expect((await enroll(id)).body).toMatchObject({ state: 'held' });
    await allIsWell();
  });
});

describe('when a workshop is withdrawn', () => {
  const isListed = async (id: string) => {
    const { body } = await ask('GET', `/v1/sessions?workshopId=${workshopId}&limit=100`);
    return (body['data'] as { id: string }[]).some((session) => session.id === id);
  };
  const facts = () => service.rows('SELECT * FROM enrollment.workshop_facts ORDER BY workshop_id');

  it('then its sessions are listed no more and nobody new gets a seat, and who has one keeps it; told twice, it is the same', async () => {
    const id = await created();
    const before = await enroll(id);
    const eventId = newId();
    await service.hear(workshopWithdrawn, workshop, eventId);
    const kept = await facts();
    await service.hear(workshopWithdrawn, workshop, eventId);
    await service.hear(workshopWithdrawn, workshop);
    expect(await facts()).toEqual(kept);

    expect(await isListed(id)).toBe(false);
    expect(await ask('GET', `/v1/sessions/${id}`)).toMatchObject({ status: 200, body: { id } });
    expect(await enroll(id)).toMatchObject({ status: 409, body: { code: 'workshop-withdrawn' } });
    expect(await create()).toMatchObject({ status: 409, body: { code: 'workshop-withdrawn' } });
    const link = { authorization: `Bearer ${String(before.body['link'])}` };
    const own = await ask('GET', `/v1/enrollments/${String(before.body['id'])}`, { headers: link });
    expect(own).toMatchObject({ status: 200, body: { state: 'held' } });

    await service.hear(workshopPublished, workshop);
    expect(await isListed(id)).toBe(true);
    expect(await enroll(id)).toMatchObject({ status: 201 });
    await allIsWell();
  });
});

/**
 * Runs `work` while sessions are read for editing without a lock, which is where edits would wait for each other.
 * @param editors who have to have read it before any of them goes on.
 * @param meanwhile what happens after that.
 */
async function withoutLock<Result>(
  editors: number,
  work: () => Promise<Result>,
  meanwhile: () => Promise<unknown> = async () => undefined,
): Promise<Result> {
  const sessions = service.get(SessionRepository);
  const lock = sessions.lock.bind(sessions);
  let waiting = 0;
  let goOn = () => undefined as void;
  const allHaveRead = new Promise<void>((resolve) => (goOn = resolve));
  sessions.lock = async (transaction: Transaction, id: string) => {
    const session = await sessions.find(transaction, id);
    if (++waiting === editors) goOn();
    await allHaveRead;
    await meanwhile();
    return session;
  };
  try {
    return await work();
  } finally {
    sessions.lock = lock;
  }
}
