import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import {
  enrollmentClosing,
  enrollmentConfirmed,
  enrollmentExpired,
  orderAbandoned,
  orderPaid,
  sessionSeatsFreed,
} from '#libs/contracts';
import { Database, newId } from '#libs/database';
import { expectInvariantsHold } from '../../../../test/support/invariants.js';
import { runEnrollment, type RunningEnrollment } from '../../../../test/support/run-enrollment.js';
import { enrollmentInvariants } from '../enrollment.invariants.js';

let service: RunningEnrollment;

beforeAll(async () => {
  service = await runEnrollment();
});

afterEach(async () => {
  await service.time.settle();
  const checked = { database: service.get(Database), invariants: enrollmentInvariants };
  await expectInvariantsHold({ ...checked, now: service.clock.now() }, { atRest: true });
});

afterAll(async () => {
  await service.stop();
});

interface Enrolled {
  id: string;
  state: string;
  link: string;
  quote: string | null;
  payableUntil: string | null;
  price: { amount: number; currency: string };
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const payload = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(service.url + path, {
    method: 'POST',
    body: payload,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

const ada = { name: 'Ada', email: 'ada@example.org' };

async function enroll(sessionId: string, seats = 1, person = ada): Promise<Enrolled> {
  const answer = await post('/v1/enrollments', { sessionId, seats, person });
  expect(answer.status).toBe(201);
  return (await answer.json()) as Enrolled;
}

async function problem(answer: Response) {
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const { code, errors } = (await answer.json()) as { code: string; errors?: { pointer: string }[] };
  return { status: answer.status, code, pointers: errors?.map(({ pointer }) => pointer) ?? [] };
}

async function stateOf(enrollment: Enrolled): Promise<string> {
  const answer = await fetch(`${service.url}/v1/enrollments/${enrollment.id}`, {
    headers: { authorization: `Bearer ${enrollment.link}` },
  });
  return ((await answer.json()) as Enrolled).state;
}

async function seatsLeft(sessionId: string): Promise<number> {
  const answer = await fetch(`${service.url}/v1/sessions/${sessionId}`);
  return ((await answer.json()) as { seatsLeft: number }).seatsLeft;
}

const orderFor = (enrollment: Enrolled) => ({
  orderId: newId(),
  version: 1,
  personId: newId(),
  enrollmentId: enrollment.id,
  total: enrollment.price,
  lines: [],
  via: null,
});

describe('a seat that costs nothing', () => {
  it('is confirmed at once, and given back at once when the person cancels', async () => {
    const sessionId = await service.schedule(2, 0);
    const enrolled = await enroll(sessionId, 2);
    expect(enrolled).toMatchObject({ state: 'confirmed', quote: null, payableUntil: null });
    expect(await seatsLeft(sessionId)).toBe(0);

    const cancelled = await post(
      `/v1/enrollments/${enrolled.id}/cancellation`,
      {},
      { authorization: `Bearer ${enrolled.link}` },
    );
    expect(cancelled.status).toBe(202);
    expect(await stateOf(enrolled)).toBe('cancelled');
    expect(await seatsLeft(sessionId)).toBe(2);
  });
});

describe('a seat that has a price', () => {
  it('is held for 15 minutes with a quote, and taken once the order is paid, however often that is said', async () => {
    const sessionId = await service.schedule(5, 12_000);
    const enrolled = await enroll(sessionId, 2);
    expect(enrolled).toMatchObject({ state: 'held', price: { amount: 24_000, currency: 'USD' } });
    expect(enrolled.payableUntil).toBe(new Date(service.clock.now().getTime() + 15 * 60_000).toISOString());
    expect(enrolled.quote).toEqual(expect.any(String));

    const paid = { ...orderFor(enrolled), paidAt: service.clock.now().toISOString(), netPerSeat: 12_000 };
    const eventId = newId();
    await service.hear(orderPaid, paid, eventId);
    await service.rows('UPDATE event_log.cursors SET next_offset = 0'); // everything is delivered a second time
    await service.time.settle();

    expect(await stateOf(enrolled)).toBe('confirmed');
    const [session] = await service.rows('SELECT held, taken FROM enrollment.sessions WHERE id = $1', [
      sessionId,
    ]);
    expect(session).toEqual({ held: 0, taken: 2 });
    const confirmed = await service.published(enrollmentConfirmed.type);
    expect(confirmed.filter((event) => event.enrollmentId === enrolled.id)).toHaveLength(1);
  });

  it('is held no longer than until its session begins', async () => {
    const startsAt = new Date(service.clock.now().getTime() + 5 * 60_000);
    const sessionId = await service.schedule(
      5,
      12_000,
      startsAt.toISOString(),
      new Date(startsAt.getTime() + 60_000).toISOString(),
    );
    expect((await enroll(sessionId)).payableUntil).toBe(startsAt.toISOString());
  });

  it('stays kept after the deadline until payments answers, and is sold again after abandoned', async () => {
    const sessionId = await service.schedule(1, 12_000);
    const enrolled = await enroll(sessionId);
    await service.time.advanceTo(new Date(service.clock.now().getTime() + 15 * 60_000));

    expect(await stateOf(enrolled)).toBe('closing');
    expect(await seatsLeft(sessionId)).toBe(0);
    const asked = await service.published(enrollmentClosing.type);
    expect(asked.filter((event) => event.enrollmentId === enrolled.id)).toMatchObject([
      { reason: 'deadline' },
    ]);

    await service.hear(orderAbandoned, { ...orderFor(enrolled), reason: 'deadline' });
    expect(await stateOf(enrolled)).toBe('expired');
    const freed = await service.published(sessionSeatsFreed.type);
    expect(freed.filter((event) => event.sessionId === sessionId)).toMatchObject([{ seatsLeft: 1 }]);
    expect((await service.published(enrollmentExpired.type)).at(-1)).toMatchObject({
      enrollmentId: enrolled.id,
    });
    await enroll(sessionId, 1, { name: 'Bo', email: 'bo@example.org' });
  });

  it('is reported to the operator once when payments does not answer, and stays kept', async () => {
    const sessionId = await service.schedule(1, 12_000);
    const enrolled = await enroll(sessionId);
    const alert = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    await service.time.advanceTo(new Date(service.clock.now().getTime() + 60 * 60_000));
    await service.time.advanceTo(new Date(service.clock.now().getTime() + 60 * 60_000));
    const said = alert.mock.calls.filter(([message]) => String(message).includes(enrolled.id));
    alert.mockRestore();
    expect(said).toHaveLength(1);
    expect(await stateOf(enrolled)).toBe('closing');
    expect(await seatsLeft(sessionId)).toBe(0);
  });

  it('is still confirmed when the money came while the hold was closing', async () => {
    const sessionId = await service.schedule(1, 12_000);
    const enrolled = await enroll(sessionId);
    await post(
      `/v1/enrollments/${enrolled.id}/cancellation`,
      {},
      { authorization: `Bearer ${enrolled.link}` },
    );
    expect(await stateOf(enrolled)).toBe('closing');

    await service.hear(orderPaid, {
      ...orderFor(enrolled),
      paidAt: service.clock.now().toISOString(),
      netPerSeat: 12_000,
    });
    expect(await stateOf(enrolled)).toBe('confirmed');
    expect(await seatsLeft(sessionId)).toBe(0);
  });

  it('is a dead letter when payments says paid after abandoned, and nothing is sold twice', async () => {
    const sessionId = await service.schedule(1, 12_000);
    const enrolled = await enroll(sessionId);
    await service.time.advanceTo(new Date(service.clock.now().getTime() + 15 * 60_000));
    const order = orderFor(enrolled);
    await service.hear(orderAbandoned, { ...order, reason: 'deadline' });
    await service.hear(orderPaid, {
      ...order,
      version: 2,
      paidAt: service.clock.now().toISOString(),
      netPerSeat: 12_000,
    });

    const letters = await service.rows('SELECT consumer, state FROM enrollment.dead_letters WHERE key = $1', [
      order.orderId,
    ]);
    expect(letters).toEqual([{ consumer: 'enrollment.confirm-seats', state: 'failed' }]);
    expect(await stateOf(enrolled)).toBe('expired');
    expect(await seatsLeft(sessionId)).toBe(1);
  });
});

describe('an idempotency key', () => {
  it('gives twins the same enrollment, and refuses another body', async () => {
    const sessionId = await service.schedule(5, 12_000);
    const body = { sessionId, seats: 1, person: ada };
    const key = { 'idempotency-key': newId() };
    const answers = await Promise.all([1, 2, 3, 4].map(() => post('/v1/enrollments', body, key)));
    const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as Enrolled).id));

    expect(new Set(ids).size).toBe(1);
    expect(answers.filter((answer) => answer.headers.get('idempotency-replayed') === 'true')).toHaveLength(3);
    expect(await seatsLeft(sessionId)).toBe(4);
    const reused = await post('/v1/enrollments', { ...body, seats: 2 }, key);
    expect(await problem(reused)).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    const guessable = await post('/v1/enrollments', body, { 'idempotency-key': 'my-key' });
    expect(await problem(guessable)).toMatchObject({ status: 400, code: 'idempotency-key-invalid' });
  });
});

describe('bad input', () => {
  const cases: [string, (sessionId: string) => unknown, object][] = [
    [
      'an unknown session',
      () => ({ sessionId: newId(), seats: 1, person: ada }),
      { status: 404, code: 'session-unknown', pointers: ['/sessionId'] },
    ],
    [
      'no seats',
      (sessionId) => ({ sessionId, seats: 0, person: ada }),
      { status: 400, code: 'invalid-input', pointers: ['/seats'] },
    ],
    [
      'eleven seats',
      (sessionId) => ({ sessionId, seats: 11, person: ada }),
      { status: 400, code: 'invalid-input', pointers: ['/seats'] },
    ],
    [
      'a broken e-mail',
      (sessionId) => ({ sessionId, seats: 1, person: { name: 'Ada', email: 'ada@' } }),
      { status: 400, code: 'invalid-input', pointers: ['/person/email'] },
    ],
    [
      'an unknown field',
      (sessionId) => ({ sessionId, seats: 1, person: ada, admin: true }),
      { status: 400, code: 'invalid-input' },
    ],
    ['a body that is not JSON', () => '{"sessionId":', { status: 400, code: 'bad-request' }],
    [
      'a body that is too large',
      () => ({ filler: 'x'.repeat(70_000) }),
      { status: 413, code: 'body-too-large' },
    ],
    [
      'more seats than there are',
      (sessionId) => ({ sessionId, seats: 3, person: ada }),
      { status: 409, code: 'sold-out', pointers: ['/seats'] },
    ],
  ];
  it.each(cases)('%s is refused by name and changes nothing', async (_name, body, expected) => {
    const sessionId = await service.schedule(2, 0);
    expect(await problem(await post('/v1/enrollments', body(sessionId)))).toMatchObject(expected);
    expect(await seatsLeft(sessionId)).toBe(2);
  });

  it('a session that has begun is refused', async () => {
    const sessionId = await service.schedule(2, 0, '2026-11-20T18:00:00.000Z');
    const answer = await post('/v1/enrollments', { sessionId, seats: 1, person: ada });
    expect(await problem(answer)).toEqual({ status: 409, code: 'session-started', pointers: ['/sessionId'] });
  });

  it('another content type is refused', async () => {
    const answer = await post('/v1/enrollments', 'hello', { 'content-type': 'text/plain' });
    expect(await problem(answer)).toMatchObject({ status: 415, code: 'unsupported-media-type' });
  });

  it("a link to one enrollment does not open another's", async () => {
    const sessionId = await service.schedule(5, 0);
    const [first, second] = [await enroll(sessionId), await enroll(sessionId)];
    const answer = await fetch(`${service.url}/v1/enrollments/${first.id}`, {
      headers: { authorization: `Bearer ${second.link}` },
    });
    expect(await problem(answer)).toMatchObject({ status: 401, code: 'link-invalid' });
  });
});
