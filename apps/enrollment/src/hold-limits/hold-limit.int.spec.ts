import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { orderAbandoned, orderPaid } from '#libs/contracts';
import { newId } from '#libs/database';
import { runEnrollment, type RunningEnrollment } from '../../../../test/support/run-enrollment.js';
import { SessionRepository } from '../sessions/session.repository.js';

const MINUTE = 60_000;
const ada = { name: 'Ada', email: 'ada@example.org' };
let service: RunningEnrollment;

beforeAll(async () => {
  // The test plays the proxy, so that clients come from many networks.
  service = await runEnrollment({ trustedProxies: ['127.0.0.1'] });
});

afterAll(async () => {
  await service.stop();
});

interface Answer {
  status: number;
  id: string;
  link: string;
  code?: string;
  retryAfter: string | null;
  price: { amount: number; currency: string };
}

let clients = 0;
const somebody = () => ({ name: 'Somebody', email: `somebody-${clients++}@example.org` });

async function enroll(
  sessionId: string,
  {
    from = '198.51.100.1',
    person = somebody(),
    seats = 1,
    key,
  }: { from?: string; person?: typeof ada; seats?: number; key?: string } = {},
): Promise<Answer> {
  const answer = await fetch(`${service.url}/v1/enrollments`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': from,
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    body: JSON.stringify({ sessionId, seats, person }),
  });
  const body = (await answer.json()) as Omit<Answer, 'status' | 'retryAfter'>;
  return { ...body, status: answer.status, retryAfter: answer.headers.get('retry-after') };
}

async function held(sessionId: string, where: string): Promise<number> {
  const [row] = await service.rows<{ seats: number }>(
    `SELECT coalesce(sum(seats), 0)::int AS seats FROM enrollment.enrollments
     WHERE session_id = $1 AND state = 'held' AND ${where}`,
    [sessionId],
  );
  return row?.seats ?? 0;
}

const orderFor = ({ id, price }: Answer) => ({
  orderId: newId(),
  version: 1,
  personId: newId(),
  enrollmentId: id,
  total: price,
  lines: [],
  via: null,
});

const paid = (hold: Answer) =>
  service.hear(orderPaid, {
    ...orderFor(hold),
    paidAt: service.clock.now().toISOString(),
    netPerSeat: hold.price.amount,
  });

describe('a person', () => {
  it('when two holds of theirs live in a session, then a third is refused, with when to come back', async () => {
    const sessionId = await service.schedule(20, 5_000);
    const first = await enroll(sessionId, { person: ada, from: '192.0.2.1' });
    service.clock.moveTo(new Date(service.clock.now().getTime() + 5 * MINUTE));
    await enroll(sessionId, { person: ada, from: '198.51.100.1' });
    const third = await enroll(sessionId, { person: ada, from: '203.0.113.1' });
    expect(third).toMatchObject({ status: 409, code: 'too-many-holds', retryAfter: '600' });
    expect(await enroll(await service.schedule(20, 5_000), { person: ada })).toMatchObject({ status: 201 });

    await paid(first);
    expect(await enroll(sessionId, { person: ada })).toMatchObject({ status: 201 });
  });

  it('when a hold is cancelled and payments has answered, then there is room for another', async () => {
    const sessionId = await service.schedule(20, 5_000);
    const [first] = [await enroll(sessionId, { person: ada }), await enroll(sessionId, { person: ada })];
    await fetch(`${service.url}/v1/enrollments/${first.id}/cancellation`, {
      method: 'POST',
      headers: { authorization: `Bearer ${first.link}` },
    });
    expect(await enroll(sessionId, { person: ada })).toMatchObject({ status: 409, code: 'too-many-holds' });
    await service.hear(orderAbandoned, { ...orderFor(first), reason: 'cancelled' });
    expect(await enroll(sessionId, { person: ada })).toMatchObject({ status: 201 });
  });

  it('when a request is repeated with its key, then it is answered as before and is no other hold', async () => {
    const sessionId = await service.schedule(20, 5_000);
    const key = newId();
    const [first] = [await enroll(sessionId, { person: ada, key }), await enroll(sessionId, { person: ada })];
    expect(await enroll(sessionId, { person: ada, key })).toMatchObject({ status: 201, id: first.id });
  });

  it('when seats cost nothing, then there is no hold to limit', async () => {
    const sessionId = await service.schedule(20, 0);
    for (let nth = 0; nth < 4; nth++)
      expect(await enroll(sessionId, { person: ada })).toMatchObject({ status: 201 });
  });

  it('when they ask fifty times at once, then two holds are made', async () => {
    const sessionId = await service.schedule(100, 5_000);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, nth) => enroll(sessionId, { person: ada, from: `203.0.${nth}.1` })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    expect(answers.filter(({ code }) => code === 'too-many-holds')).toHaveLength(48);
    expect(await held(sessionId, 'true')).toBe(2);
    const [session] = await service.rows('SELECT held FROM enrollment.sessions WHERE id = $1', [sessionId]);
    expect(session).toEqual({ held: 2 });
  });
});

describe('a network', () => {
  it('when it holds its share of a small session, then its neighbours find no more there, and others do', async () => {
    const sessionId = await service.schedule(8, 5_000);
    expect(await enroll(sessionId, { from: '192.0.2.7', seats: 4 })).toMatchObject({ status: 201 });
    expect(await enroll(sessionId, { from: '192.0.2.99' })).toMatchObject({
      status: 409,
      code: 'too-many-holds',
      retryAfter: '900',
    });
    expect(await enroll(sessionId, { from: '192.0.3.7' })).toMatchObject({ status: 201 });
    expect(await enroll(sessionId, { from: '2001:db8:9:1::1', seats: 3 })).toMatchObject({ status: 201 });
  });

  it('when it has paid for its share, then it may hold as much again', async () => {
    const sessionId = await service.schedule(8, 5_000);
    const hold = await enroll(sessionId, { seats: 4 });
    await paid(hold);
    expect(await enroll(sessionId, { seats: 4 })).toMatchObject({ status: 201 });
  });

  it('when midnight passes, then what it holds still counts', async () => {
    const sessionId = await service.schedule(8, 5_000);
    const lateEvening = new Date(service.clock.now());
    lateEvening.setUTCHours(23, 55, 0, 0);
    service.clock.moveTo(lateEvening);
    await enroll(sessionId, { seats: 4 });
    service.clock.moveTo(new Date(lateEvening.getTime() + 10 * MINUTE));
    expect(await enroll(sessionId)).toMatchObject({ status: 409, code: 'too-many-holds' });
  });

  it('when sixty people there ask at once, then its share is held and the rest is left for others', async () => {
    const sessionId = await service.schedule(40, 5_000);
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, nth) => enroll(sessionId, { from: `192.0.2.${nth}` })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(await held(sessionId, 'true')).toBe(10);
  });

  it('then without the lock of the session more is held than the share (negative control)', async () => {
    const sessionId = await service.schedule(40, 5_000);
    const sessions = service.get(SessionRepository);
    const locking = sessions.takeSeats;
    sessions.takeSeats = async function (this: SessionRepository, transaction, id) {
      return this.find(transaction, id);
    };
    try {
      await Promise.all(
        Array.from({ length: 60 }, (_, nth) => enroll(sessionId, { from: `192.0.2.${nth}` })),
      );
      expect(await held(sessionId, 'true')).toBeGreaterThan(10);
    } finally {
      sessions.takeSeats = locking;
    }
  });

  it('is kept as a hash that says nothing, and no longer than its hold', async () => {
    const sessionId = await service.schedule(8, 5_000);
    const hold = await enroll(sessionId, { from: '192.0.2.7' });
    const kept = async () =>
      (
        await service.rows<{ row: string; tag: Buffer | null }>(
          `SELECT e::text AS row, network_tag AS tag FROM enrollment.enrollments e WHERE id = $1`,
          [hold.id],
        )
      )[0];
    expect((await kept())?.tag).toHaveLength(16);
    expect((await kept())?.row).not.toContain('192.0.2');
    await paid(hold);
    expect((await kept())?.tag).toBeNull();
  });

  it('when a client names a network that no proxy of ours has seen, then it is not believed', async () => {
    const other = await runEnrollment();
    try {
      const sessionId = await other.schedule(8, 5_000);
      await fetch(`${other.url}/v1/enrollments`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.7' },
        body: JSON.stringify({ sessionId, seats: 1, person: ada }),
      });
      expect(await other.rows('SELECT network_tag AS tag FROM enrollment.enrollments')).toEqual([
        { tag: null },
      ]);
    } finally {
      await other.stop();
    }
  });
});
