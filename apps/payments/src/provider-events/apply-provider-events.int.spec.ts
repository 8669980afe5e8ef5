import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { newId } from '#libs/database';
import { KeyRing } from '#libs/identity';
import { startPayments, usd, type PaymentsUnderTest } from '../../../../test/support/payments-app.js';
import { sandboxSecret } from '../provider/sandbox/sandbox-secret.js';
import { signatureOf } from '../provider/sandbox/webhook-signature.js';
import { SettleProviderCalls } from '../provider-calls/settle-provider-calls.js';
import { ApplyProviderEvents } from './apply-provider-events.js';

describe('webhooks', () => {
  let payments: PaymentsUnderTest;
  beforeAll(async () => {
    payments = await startPayments();
  });
  afterAll(() => payments.stop());

  const open = async () => {
    const enrollmentId = newId();
    const { body } = await payments.post('/v1/checkouts', { quote: await payments.quote(enrollmentId) });
    return { enrollmentId, orderId: String(body.orderId), payUrl: String(body.payUrl) };
  };
  const saidOf = async (orderId: string) =>
    (await payments.facts(orderId)).map(
      ({ type, data }) => `${type.replace('payments.order.', '')} ${data['version']}`,
    );
  const eventsOf = (orderId: string) =>
    payments.database.query<{ state: string }>('SELECT state FROM provider_events WHERE order_id = $1', [
      orderId,
    ]);

  const send = (body: object, secret = sandboxSecret(payments.get(KeyRing))) => {
    const signature = signatureOf(secret, Buffer.from(JSON.stringify(body)), Math.floor(Date.now() / 1000));
    return payments.post('/v1/webhooks/sandbox', body, { 'Sandbox-Signature': signature });
  };
  const capture = (orderId: string, amount = usd(9000), captureId = `capture_${newId()}`) => ({
    id: `event_${newId()}`,
    clientReference: orderId,
    data: { type: 'capture.succeeded', captureId, amount },
  });
  /** The sandbox's capture of a session, told in a webhook that is not its own. */
  const pay = async (orderId: string, payUrl: string) => {
    await payments.post(payUrl, { outcome: 'pay', webhook: 'lost' });
    const [session] = await payments.database.query<{ captureId: string }>(
      'SELECT capture_id AS "captureId" FROM sandbox_sessions WHERE client_reference = $1',
      [orderId],
    );
    return session?.captureId ?? '';
  };

  it('when a payment is told twice, then the order is paid once, with the net price of a seat', async () => {
    const { orderId, payUrl } = await open();
    await payments.post(payUrl, { outcome: 'pay', webhook: 'twice' });
    await payments.settle();
    await payments.settle();
    const facts = await payments.facts(orderId);
    expect(await saidOf(orderId)).toEqual(['opened 1', 'paid 2']);
    expect(facts[1]?.data).toMatchObject({ total: usd(9000), netPerSeat: 4500 });
    expect(await eventsOf(orderId)).toEqual([{ state: 'applied' }]);
    const [webhook] = await payments.database.query(
      `SELECT deliveries_left AS left FROM sandbox_webhooks WHERE body LIKE '%' || $1 || '%'`,
      [orderId],
    );
    expect(webhook).toEqual({ left: 0 });
  });

  it('when a webhook comes late, then the order is paid when it comes', async () => {
    const { orderId, payUrl } = await open();
    await payments.post(payUrl, { outcome: 'pay', webhook: 'late' });
    await payments.settle();
    expect(await saidOf(orderId)).toEqual(['opened 1']);
    payments.after(90_000);
    await payments.settle();
    await payments.settle();
    expect(await saidOf(orderId)).toEqual(['opened 1', 'paid 2']);
  });

  it('when the same capture is told by two different events, then it counts once', async () => {
    const { orderId } = await open();
    await send(capture(orderId, usd(9000), 'capture_same'));
    await send(capture(orderId, usd(9000), 'capture_same'));
    await Promise.all([payments.settle(), payments.settle(), payments.settle()]);
    expect(await saidOf(orderId)).toEqual(['opened 1', 'paid 2']);
    expect(await payments.database.query('SELECT FROM refunds WHERE order_id = $1', [orderId])).toEqual([]);
  });

  it('when a payment is declined, then the order stays open and can still be paid', async () => {
    const { orderId, payUrl } = await open();
    await payments.post(payUrl, { outcome: 'decline' });
    await payments.settle();
    await payments.post(payUrl, { outcome: 'pay' });
    await payments.settle();
    expect(await saidOf(orderId)).toEqual(['opened 1', 'declined 2', 'paid 3']);
  });

  it('when a webhook is forged, then it is refused and nothing is kept', async () => {
    const { orderId } = await open();
    expect(await send(capture(orderId), Buffer.from('guessed'))).toMatchObject({
      status: 400,
      body: { code: 'webhook-signature-invalid' },
    });
    expect((await payments.post('/v1/webhooks/sandbox', capture(orderId))).status).toBe(400);
    expect((await payments.post('/v1/webhooks/another', capture(orderId))).status).toBe(404);
    expect(await eventsOf(orderId)).toEqual([]);
  });

  it('when a webhook is written in an odd way, then its signature is judged by the bytes as they came', async () => {
    const { orderId, payUrl } = await open();
    const event = capture(orderId, usd(9000), await pay(orderId, payUrl));
    const body = `\r\n  ${JSON.stringify(event, null, '\t').replaceAll('succeeded', '\\u0073ucceeded')}\n \n`;
    const at = Math.floor(Date.now() / 1000);
    const signature = signatureOf(sandboxSecret(payments.get(KeyRing)), Buffer.from(body), at);
    const told = (text: string) =>
      fetch(`${payments.url}/v1/webhooks/sandbox`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Sandbox-Signature': signature },
        body: text,
      });
    expect((await told(JSON.stringify(event))).status).toBe(400);
    expect((await told(body)).status).toBe(200);
    await payments.settle();
    expect(await saidOf(orderId)).toEqual(['opened 1', 'paid 2']);
  });

  it('when the order is not known, then the event stays visible and is tried again for three days', async () => {
    const orderId = newId();
    await send(capture(orderId));
    await payments.settle();
    expect(await eventsOf(orderId)).toEqual([{ state: 'unmatched' }]);
    const due = await payments.get(ApplyProviderEvents).nextDue();
    expect(due).toEqual(new Date(payments.clock.now().getTime() + 60_000));
    payments.after(3 * 24 * 60 * 60_000 + 1);
    await payments.settle();
    expect(await eventsOf(orderId)).toEqual([{ state: 'given-up' }]);
    expect(await payments.get(ApplyProviderEvents).nextDue()).toBeNull();
  });

  it('when a webhook cannot be applied, then it does not hold up the others', async () => {
    const [broken, sound] = [await open(), await open()];
    await payments.database.query(
      `INSERT INTO provider_events (id, provider, event_id, order_id, outcome, received_at, state, due_at)
       VALUES ($1, 'sandbox', $2, $3, '{"kind":"captured"}', $4, 'received', $4)`,
      [newId(), newId(), broken.orderId, payments.clock.now()],
    );
    await payments.post(sound.payUrl, { outcome: 'pay' });
    await payments.settle();
    expect(await saidOf(sound.orderId)).toEqual(['opened 1', 'paid 2']);
    expect(await eventsOf(broken.orderId)).toEqual([{ state: 'received' }]);
    await payments.database.query('DELETE FROM provider_events WHERE order_id = $1', [broken.orderId]);
  });

  it('when the webhook is lost, then the sweep finds the payment after two minutes', async () => {
    const { orderId, payUrl } = await open();
    await payments.post(payUrl, { outcome: 'pay', webhook: 'lost' });
    await payments.settle();
    await payments.ask();
    expect(await saidOf(orderId)).toEqual(['opened 1']);
    payments.after(2 * 60_000);
    await Promise.all([payments.ask(), payments.ask()]);
    expect(await saidOf(orderId)).toEqual(['opened 1', 'paid 2']);
  });

  it('when money comes after the order was abandoned, then it goes back, once', async () => {
    const { enrollmentId, orderId, payUrl } = await open();
    const captureId = await pay(orderId, payUrl);
    await payments.database.query(`UPDATE orders SET state = 'abandoned' WHERE id = $1`, [orderId]);
    await payments.closing(enrollmentId);
    await send(capture(orderId, usd(9000), captureId));
    await send(capture(orderId, usd(9000), captureId));
    await payments.settle();
    await Promise.all([payments.get(SettleProviderCalls).run(), payments.get(SettleProviderCalls).run()]);
    expect(await saidOf(orderId)).toEqual(['opened 1', 'refunded 2']);
    expect((await payments.facts(orderId))[1]?.data).toMatchObject({
      refunded: usd(9000),
      reason: 'late-capture',
      releasesSeats: 0,
    });
    const refunds = await payments.database.query(
      'SELECT amount FROM sandbox_refunds WHERE capture_id = $1',
      [captureId],
    );
    expect(refunds).toEqual([{ amount: 9000 }]);
  });

  it('when the refund was made but its answer was lost, then it is not made again', async () => {
    const { orderId, payUrl } = await open();
    const captureId = await pay(orderId, payUrl);
    await payments.database.query(`UPDATE orders SET state = 'abandoned' WHERE id = $1`, [orderId]);
    await send(capture(orderId, usd(9000), captureId));
    await payments.settle();
    await payments.database.query(
      `WITH lost AS (UPDATE refunds SET state = 'due', provider_refund_id = NULL WHERE order_id = $1),
         uncounted AS (UPDATE orders SET refunded_amount = 0 WHERE id = $1)
       UPDATE provider_calls SET state = 'due' WHERE order_id = $1 AND kind = 'refund'`,
      [orderId],
    );
    payments.after(30_000);
    await payments.settle();
    const refunds = await payments.database.query(
      'SELECT amount FROM sandbox_refunds WHERE capture_id = $1',
      [captureId],
    );
    expect(refunds).toEqual([{ amount: 9000 }]);
    const [order] = await payments.database.query(
      'SELECT refunded_amount AS refunded FROM orders WHERE id = $1',
      [orderId],
    );
    expect(order).toEqual({ refunded: 9000 });
  });

  /** Money that the provider has taken for an order in a way that we do not know of. */
  const captureBesides = async (
    orderId: string,
    { amount, currency }: { amount: number; currency: string },
  ) => {
    const captureId = `capture_${newId()}`;
    await payments.database.query(
      `INSERT INTO sandbox_sessions
         (id, idempotency_key, client_reference, lines, amount, currency, return_url, expires_at, state, capture_id)
       VALUES ($1, $1, $2, '[]', $3, $4, '', $5, 'captured', $6)`,
      [`session_${newId()}`, orderId, amount, currency, payments.clock.now(), captureId],
    );
    return captureId;
  };

  it('when a paid order is paid again, then the second payment goes back', async () => {
    const { orderId, payUrl } = await open();
    await payments.post(payUrl, { outcome: 'pay' });
    await payments.settle();
    await send(capture(orderId, usd(9000), await captureBesides(orderId, usd(9000))));
    await payments.settle();
    expect(await saidOf(orderId)).toEqual(['opened 1', 'paid 2', 'refunded 3']);
    expect((await payments.facts(orderId))[2]?.data).toMatchObject({
      reason: 'second-capture',
      refunded: usd(9000),
    });
  });

  it('when the provider refuses a refund, then it is not asked again and a person can see why', async () => {
    const { orderId, payUrl } = await open();
    await payments.post(payUrl, { outcome: 'pay' });
    await payments.settle();
    await send(capture(orderId));
    const logged = jest.spyOn(Logger.prototype, 'error');
    await payments.settle();
    expect(logged.mock.calls.map(String)).toEqual([
      expect.stringMatching(`refuses refund of order ${orderId}: pay-session-unknown`),
    ]);
    logged.mockRestore();
    const calls = await payments.database.query(
      `SELECT state, last_error AS error, attempts FROM provider_calls WHERE order_id = $1 AND kind = 'refund'`,
      [orderId],
    );
    expect(calls).toEqual([{ state: 'refused', error: 'pay-session-unknown', attempts: 1 }]);
    expect(await payments.get(SettleProviderCalls).nextDue()).toBeNull();
  });

  it('when an answer of the provider cannot be settled, then it is asked for again at growing intervals', async () => {
    const { orderId, payUrl } = await open();
    await payments.post(payUrl, { outcome: 'pay' });
    await payments.settle();
    await send(capture(orderId, usd(9000), await captureBesides(orderId, usd(9000))));
    await payments.database.query('UPDATE orders SET refunded_amount = captured_amount WHERE id = $1', [
      orderId,
    ]);
    await payments.get(ApplyProviderEvents).run();
    await payments.database.query('UPDATE orders SET refunded_amount = captured_amount WHERE id = $1', [
      orderId,
    ]);
    for (let minute = 0; minute < 60; minute++) {
      await payments.get(SettleProviderCalls).run();
      payments.after(60_000);
    }
    const [call] = await payments.database.query<{ attempts: number; error: string }>(
      `SELECT attempts, last_error AS error FROM provider_calls WHERE order_id = $1 AND kind = 'refund'`,
      [orderId],
    );
    expect(call).toEqual({ attempts: expect.any(Number), error: expect.stringContaining('refund') });
    expect(call?.attempts).toBeLessThan(10);
    await payments.database.query('UPDATE orders SET refunded_amount = 0 WHERE id = $1', [orderId]);
    payments.after(60 * 60_000);
    await payments.settle();
    expect((await saidOf(orderId)).at(-1)).toMatch(/^refunded/);
  });

  it.each([[usd(8999)], [{ amount: 9000, currency: 'EUR' }]])(
    'when %j comes for an order of 90 dollars, then it is not paid and the money goes back',
    async (amount) => {
      const { orderId } = await open();
      await send(capture(orderId, amount, await captureBesides(orderId, amount)));
      await payments.settle();
      const refunds = await payments.database.query('SELECT reason FROM refunds WHERE order_id = $1', [
        orderId,
      ]);
      expect(refunds).toEqual([{ reason: 'wrong-amount' }]);
      expect(await saidOf(orderId)).toEqual(['opened 1', 'refunded 2']);
    },
  );

  it('lets the database itself refuse a second payment, a second order and a refund of more than came', async () => {
    const { enrollmentId, orderId, payUrl } = await open();
    await payments.post(payUrl, { outcome: 'pay' });
    await payments.settle();
    const refused = async (sql: string, values: string[]) =>
      expect(payments.database.query(sql, values)).rejects.toThrow(/constraint/);
    await refused(
      `INSERT INTO attempts (id, order_id, provider, reference, state, amount, currency, pays, recorded_at)
       VALUES ($1, $2, 'sandbox', 'capture_another', 'captured', 9000, 'USD', true, '2026-11-24')`,
      [newId(), orderId],
    );
    await refused(`UPDATE orders SET refunded_amount = captured_amount + 1 WHERE id = $1`, [orderId]);
    await refused(`UPDATE orders SET state = 'unpaid' WHERE id = $1`, [orderId]);
    await refused(
      `INSERT INTO orders (id, version, state, person_id, enrollment_id, total_amount, currency, created_at, payable_until)
       VALUES ($1, 1, 'open', $2, $2, 1, 'USD', '2026-11-24', '2026-11-24')`,
      [newId(), enrollmentId],
    );
  });
});
