import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { newId } from '#libs/database';
import { Relay } from '#libs/events';
import { KeyRing, personSession } from '#libs/identity';
import {
  eventSpinePlants,
  expectInvariantsHold,
  itCatchesWhatIsPlanted,
} from '../../../test/support/invariants.js';
import { startPayments, usd, type PaymentsUnderTest } from '../../../test/support/payments-app.js';
import { until } from '../../../test/support/until.js';
import { RecordOutcome } from './orders/record-outcome.js';
import { OrderRepository } from './orders/order.repository.js';
import { paymentsInvariants } from './payments.invariants.js';

let payments: PaymentsUnderTest;
const checked = () => ({
  database: payments.database,
  invariants: paymentsInvariants,
  now: payments.clock.now(),
});

beforeAll(async () => {
  payments = await startPayments();
  await open();
  await payments.closing((await open()).enrollmentId);
  await payments.closing(newId());
  const declined = await open();
  await payments.post(declined.payUrl, { outcome: 'decline' });
  await payments.settle();
  const abandoned = await open();
  await payments.closing(abandoned.enrollmentId);
  await payments.settle();
  const paid = await open();
  await payments.post(paid.payUrl, { outcome: 'pay' });
  await payments.settle();
  await captureAgain(paid.orderId);
  await payments.settle();
  await downloadCourse();
  // Left unfinished on purpose: a hold that is closing, and a second capture whose refund is due.
  await payments.closing((await open()).enrollmentId);
  await captureAgain(paid.orderId);
  await until('all facts are published', () => payments.get(Relay).isIdle());
}, 30_000);

afterAll(() => payments.stop());

describe('the invariants of payments', () => {
  it('hold after orders were opened, declined, closed, abandoned, paid, paid twice and refunded', async () => {
    await expectInvariantsHold(checked(), { atRest: true });
  });

  const paid = `(SELECT id FROM orders WHERE state = 'paid' AND enrollment_id IS NOT NULL)`;
  itCatchesWhatIsPlanted(
    paymentsInvariants,
    {
      ...eventSpinePlants,
      'order-totals-add-up': `UPDATE order_lines SET quantity = quantity + 1`,
      'one-order-per-enrollment': `
        ALTER TABLE orders DROP CONSTRAINT orders_enrollment_id_key;
        UPDATE orders SET enrollment_id = '0193a000-0000-7000-8000-000000000009'`,
      'paid-orders-have-one-capture-of-their-total': `UPDATE attempts SET amount = amount - 1 WHERE pays`,
      'captures-pay-or-go-back': `
        DELETE FROM provider_calls WHERE kind = 'refund'; DELETE FROM refunds`,
      'captured-amounts-add-up': `UPDATE orders SET captured_amount = captured_amount + 1 WHERE state = 'paid'`,
      'refunded-amounts-add-up': `UPDATE orders SET refunded_amount = 0 WHERE id = ${paid}`,
      'orders-are-told-as-they-are': `UPDATE orders SET version = version + 1`,
      'ends-of-orders-are-told-once': `
        DELETE FROM event_log.events WHERE type = 'payments.order.paid'`,
      'open-orders-can-be-paid': `
        UPDATE orders SET session_id = NULL, pay_url = NULL WHERE state = 'open'`,
      'closing-orders-are-being-closed': `
        UPDATE provider_calls SET state = 'settled' WHERE kind = 'close-session'`,
      'silent-sessions-are-asked': `UPDATE orders SET ask_at = NULL WHERE state = 'open'`,
      'refunds-have-their-call': `UPDATE provider_calls SET state = 'settled' WHERE kind = 'refund'`,
      'provider-calls-are-let-go': `
        UPDATE provider_calls SET lease_until = '2026-11-24T12:05:00Z' WHERE state = 'due'`,
      'provider-calls-are-made-in-time': `
        UPDATE provider_calls SET due_at = '2026-11-24T11:00:00Z', lease_until = '2026-11-24T11:00:00Z' WHERE state = 'due'`,
      'webhooks-are-applied-in-time': `
        UPDATE provider_events SET state = 'received', due_at = '2026-11-24T11:00:00Z'`,
      'applied-webhooks-have-their-attempt': `DELETE FROM attempts WHERE state = 'declined'`,
      'captures-of-the-sandbox-are-known': `
        UPDATE sandbox_sessions SET state = 'captured', capture_id = 'capture_of_' || id
        WHERE client_reference IN (SELECT id::text FROM orders WHERE state = 'abandoned')`,
      'refunds-of-the-sandbox-are-known': `
        INSERT INTO sandbox_refunds (id, idempotency_key, capture_id, amount)
        SELECT 'refund_x', 'nobody-asked', capture_id, 1 FROM sandbox_sessions WHERE state = 'captured' LIMIT 1`,
      'paid-courses-may-be-downloaded': `UPDATE entitlements SET revoked_at = '2026-11-24'`,
      'entitlements-are-paid-for': `UPDATE entitlements SET order_id = ${paid}`,
      'entitlements-are-told-as-they-are': `UPDATE entitlements SET version = version + 1`,
      'used-downloads-are-told-once': `UPDATE downloads SET used_at = NULL`,
      'ordered-courses-are-known': `DELETE FROM course_facts`,
    },
    checked,
  );
});

async function open() {
  const enrollmentId = newId();
  const { body } = await payments.post('/v1/checkouts', { quote: await payments.quote(enrollmentId) });
  return { enrollmentId, orderId: String(body.orderId), payUrl: String(body.payUrl) };
}

/** The provider tells of one more capture of an order that is paid. */
async function captureAgain(orderId: string): Promise<void> {
  await payments.database.query(
    `INSERT INTO sandbox_sessions
       (id, idempotency_key, client_reference, lines, amount, currency, return_url, expires_at, state, capture_id)
     VALUES ($1, $1, $2, '[]', 9000, 'USD', '', '2026-12-01', 'captured', $1)`,
    [`again_${await captures()}`, orderId],
  );
  const captureId = `again_${(await captures()) - 1}`;
  await payments.database.transaction(async (transaction) => {
    const order = await payments.get(OrderRepository).lock(transaction, orderId);
    if (order === undefined) throw new Error('The order is gone');
    const capture = { captureId, amount: usd(9_000) };
    await payments.get(RecordOutcome).record(transaction, order, { kind: 'captured', capture });
  });
}

async function captures(): Promise<number> {
  const rows = await payments.database.query(`SELECT FROM sandbox_sessions WHERE state = 'captured'`);
  return rows.length;
}

async function downloadCourse(): Promise<void> {
  const { courseId, files } = await payments.course({ 'day-1.wav': 'breathe' });
  const person = { name: 'Ada', email: 'ada@example.org' };
  const { body } = await payments.post('/v1/checkouts', { items: [{ courseId }], person });
  await payments.post(body.payUrl, { outcome: 'pay' });
  await payments.settle();
  const session = await payments.sign.sign(personSession, {
    personId: payments.get(KeyRing).personIdOf(person.email),
  });
  const [entitlement] = await payments.database.query<{ id: string }>('SELECT id FROM entitlements');
  const started = await payments.post(
    '/v1/downloads',
    { entitlementId: entitlement?.id, fileId: files[0]?.fileId },
    { Authorization: `Bearer ${session}` },
  );
  await (await fetch(started.body.url)).text();
}
