import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { orderAbandoned, orderPaid } from '#libs/contracts';
import { Database, newId } from '#libs/database';
import {
  eventSpinePlants,
  expectInvariantsHold,
  itCatchesWhatIsPlanted,
} from '../../../test/support/invariants.js';
import { runEnrollment, type RunningEnrollment } from '../../../test/support/run-enrollment.js';
import { enrollmentInvariants } from './enrollment.invariants.js';

let service: RunningEnrollment;
const checked = () => ({
  database: service.get(Database),
  invariants: enrollmentInvariants,
  now: service.clock.now(),
});

interface Enrolled {
  readonly id: string;
  readonly link: string;
}

beforeAll(async () => {
  service = await runEnrollment();
  const [priced, free] = [await service.schedule(10, 12_000), await service.schedule(2, 0)];
  const [paid, abandoned] = [await enroll(priced, 2), await enroll(priced, 1)];
  await service.hear(orderPaid, {
    ...orderFor(paid),
    paidAt: '2026-12-01T12:00:00.000Z',
    netPerSeat: 12_000,
  });
  await cancel(abandoned);
  await service.hear(orderAbandoned, { ...orderFor(abandoned), reason: 'cancelled' });
  const expired = await enroll(priced, 1);
  await service.time.advanceTo(new Date('2026-12-01T13:00:00Z'));
  await service.hear(orderAbandoned, { ...orderFor(expired), reason: 'deadline' });
  await cancel(await enroll(priced, 1));
  await enroll(priced, 3);
  await cancel(await enroll(free, 1));
  await enroll(free, 2);
  await service.time.settle();
});

afterAll(async () => {
  await service.stop();
});

describe('the invariants of enrollment', () => {
  it('hold after seats were held, paid, given back, expired and filled', async () => {
    await expectInvariantsHold(checked(), { atRest: true });
  });

  const one = (state: string) =>
    `(SELECT id FROM enrollments WHERE state = '${state}' AND price_amount > 0 LIMIT 1)`;
  itCatchesWhatIsPlanted(
    enrollmentInvariants,
    {
      ...eventSpinePlants,
      'seats-add-up': `UPDATE sessions SET taken = taken - 1 WHERE taken > 0`,
      'no-session-is-oversold': `
        ALTER TABLE sessions DROP CONSTRAINT never_more_than_capacity;
        UPDATE sessions SET held = capacity + 1`,
      'holds-have-a-deadline': `UPDATE enrollments SET price_amount = 0 WHERE state = 'held'`,
      'holds-are-closed-in-time': `UPDATE enrollments SET payable_until = '2026-12-01T12:50:00Z' WHERE state = 'held'`,
      'closings-say-why-and-since-when': `UPDATE enrollments SET closing_since = NULL WHERE state = 'closing'`,
      'priced-seats-end-by-an-order': `UPDATE enrollments SET order_id = NULL WHERE id = ${one('confirmed')}`,
      'an-order-is-of-one-enrollment': `
        UPDATE enrollments SET order_id = (SELECT order_id FROM enrollments WHERE id = ${one('confirmed')})
        WHERE id = ${one('expired')}`,
      'sessions-last-as-long-as-their-meetings': `UPDATE sessions SET ends_at = ends_at + interval '1 hour'`,
      'enrollments-are-told-as-they-are': `UPDATE enrollments SET version = version + 1 WHERE state = 'held'`,
      'sessions-are-told': `DELETE FROM event_log.events WHERE topic = 'enrollment.session.v1'`,
      'workshops-of-sessions-are-known': `DELETE FROM workshop_facts`,
    },
    checked,
  );
});

const orderFor = ({ id }: Enrolled) => ({
  orderId: newId(),
  version: 1,
  personId: newId(),
  enrollmentId: id,
  total: { amount: 12_000, currency: 'USD' },
  lines: [],
  via: null,
});

async function enroll(sessionId: string, seats: number): Promise<Enrolled> {
  const person = { name: 'Ada', email: `ada-${newId()}@example.org` };
  return (await post('/v1/enrollments', { sessionId, seats, person })) as Enrolled;
}

async function cancel({ id, link }: Enrolled): Promise<void> {
  await post(`/v1/enrollments/${id}/cancellation`, {}, { authorization: `Bearer ${link}` });
}

async function post(path: string, body: object, headers: Record<string, string> = {}): Promise<unknown> {
  const answer = await fetch(service.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
