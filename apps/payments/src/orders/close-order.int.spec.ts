import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Refusal } from '#libs/contracts';
import { newId, type Transaction } from '#libs/database';
import { startPayments, usd, type PaymentsUnderTest } from '../../../../test/support/payments-app.js';
import { SettleProviderCalls } from '../provider-calls/settle-provider-calls.js';
import { PaymentProvider } from '../provider/payment-provider.js';
import { PayInSandbox } from '../provider/sandbox/pay-in-sandbox.js';
import { CheckoutQuote } from './checkout/checkout-quote.js';
import { CloseUnpaidOrders } from './close-unpaid-orders.js';
import { OpenOrder } from './checkout/open-order.js';

const SHUFFLES = 20;

describe('closing an order', () => {
  let payments: PaymentsUnderTest;
  beforeAll(async () => {
    payments = await startPayments();
  });
  afterAll(() => payments.stop());
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const orderOf = async (enrollmentId: string) => {
    const orders = await payments.database.query<{ id: string; state: string }>(
      'SELECT id, state FROM orders WHERE enrollment_id = $1',
      [enrollmentId],
    );
    expect(orders).toHaveLength(1);
    return { id: orders[0]?.id ?? '', state: orders[0]?.state };
  };
  const saidOf = async (orderId: string) =>
    (await payments.facts(orderId)).map(
      ({ type, data }) => `${type.replace('payments.order.', '')} ${data['version']}`,
    );

  const open = async () => {
    const enrollmentId = newId();
    const quote = await payments.quote(enrollmentId);
    const { body } = await payments.post('/v1/checkouts', { quote });
    return { enrollmentId, quote, orderId: String(body.orderId), payUrl: String(body.payUrl) };
  };

  /** What a checkout writes before it asks the provider. */
  const openIn = async (transaction: Transaction, enrollmentId: string) => {
    const opened = await payments.get(OpenOrder).open(transaction, {
      id: newId(),
      personId: newId(),
      enrollmentId,
      lines: [],
      total: usd(100),
      via: null,
      payableUntil: new Date(payments.clock.now().getTime() + 15 * 60_000),
      idempotencyKey: null,
      inputHash: null,
    });
    return opened?.order.id ?? '';
  };

  it('when nobody came to pay, then an abandoned order says so and takes the place of a later one', async () => {
    const enrollmentId = newId();
    await payments.closing(enrollmentId);
    const order = await orderOf(enrollmentId);
    expect(await saidOf(order.id)).toEqual(['abandoned 1']);
    expect((await payments.facts(order.id))[0]?.data).toMatchObject({
      enrollmentId,
      total: usd(0),
      lines: [],
      reason: 'deadline',
    });
    const late = await payments.post('/v1/checkouts', { quote: await payments.quote(enrollmentId) });
    expect(late).toMatchObject({ status: 410, body: { code: 'quote-closed' } });
  });

  it('when an open order is not paid, then its session ends and it is abandoned', async () => {
    const { enrollmentId, quote, orderId, payUrl } = await open();
    await payments.closing(enrollmentId);
    expect(await payments.post('/v1/checkouts', { quote })).toMatchObject({
      status: 409,
      body: { code: 'order-closing' },
    });
    await payments.settle();
    expect(await saidOf(orderId)).toEqual(['opened 1', 'abandoned 2']);
    expect(await payments.post(payUrl, { outcome: 'pay' })).toMatchObject({
      status: 410,
      body: { code: 'session-expired' },
    });
    expect(await payments.post('/v1/checkouts', { quote })).toMatchObject({
      status: 410,
      body: { code: 'quote-closed' },
    });
  });

  it('when the webhook of its payment was lost, then closing finds the payment', async () => {
    const { enrollmentId, orderId, payUrl } = await open();
    await payments.post(payUrl, { outcome: 'decline', webhook: 'lost' });
    await payments.post(payUrl, { outcome: 'pay', webhook: 'lost' });
    await payments.closing(enrollmentId);
    await payments.settle();
    expect(await saidOf(orderId)).toEqual(['opened 1', 'declined 2', 'paid 3']);
  });

  it('when it is paid, then closing changes nothing', async () => {
    const { enrollmentId, orderId, payUrl } = await open();
    await payments.post(payUrl, { outcome: 'pay' });
    await payments.settle();
    await payments.closing(enrollmentId);
    await payments.settle();
    expect(await saidOf(orderId)).toEqual(['opened 1', 'paid 2']);
  });

  it.each([false, true])(
    'when the same fact comes again (%s: after the end), then nothing more is said',
    async (afterwards) => {
      const { enrollmentId, orderId } = await open();
      await payments.closing(enrollmentId);
      if (afterwards) await payments.settle();
      await payments.closing(enrollmentId);
      await payments.settle();
      expect(await saidOf(orderId)).toEqual(['opened 1', 'abandoned 2']);
      const unopened = newId();
      await payments.closing(unopened);
      await payments.closing(unopened);
      expect(await saidOf((await orderOf(unopened)).id)).toEqual(['abandoned 1']);
    },
  );

  it('when the provider had refused to open its session, then the order is abandoned and nobody is asked', async () => {
    const enrollmentId = newId();
    const openSession = jest.spyOn(payments.get(PaymentProvider), 'openSession');
    openSession.mockRejectedValueOnce(new Refusal('unprocessable', 'not-sold-here', 'The provider says no.'));
    const refused = await payments.post('/v1/checkouts', { quote: await payments.quote(enrollmentId) });
    openSession.mockRestore();
    expect(refused).toMatchObject({ status: 422, body: { code: 'provider-refused' } });
    await payments.closing(enrollmentId);
    await payments.settle();
    const [order] = await payments.database.query('SELECT state FROM orders WHERE enrollment_id = $1', [
      enrollmentId,
    ]);
    expect(order).toEqual({ state: 'abandoned' });
  });

  it('when the opening of its session got no answer, then that session is found and ended first', async () => {
    const enrollmentId = newId();
    const orderId = await payments.database.transaction((transaction) => openIn(transaction, enrollmentId));
    await payments.closing(enrollmentId);
    await payments.settle();
    expect(await saidOf(orderId)).toEqual(['opened 1']);
    payments.after(30_000);
    await payments.settle();
    expect(await saidOf(orderId)).toEqual(['opened 1', 'abandoned 2']);
    const sessions = await payments.database.query(
      'SELECT state FROM sandbox_sessions WHERE client_reference = $1',
      [orderId],
    );
    expect(sessions).toEqual([{ state: 'expired' }]);
  });

  it('when the provider does not answer, then nothing is decided until it does', async () => {
    const { enrollmentId, orderId } = await open();
    const expire = jest.spyOn(payments.get(PaymentProvider), 'expireSession');
    expire.mockRejectedValueOnce(new Error('no answer'));
    await payments.closing(enrollmentId);
    await payments.settle();
    expect(await saidOf(orderId)).toEqual(['opened 1']);
    payments.after(10_000);
    await payments.settle();
    expect(await saidOf(orderId)).toEqual(['opened 1', 'abandoned 2']);
  });

  it('when a first checkout waits for a closing that is being written, then it finds the order abandoned', async () => {
    const enrollmentId = newId();
    const quote = await payments.quote(enrollmentId);
    let checkout: ReturnType<CheckoutQuote['checkout']> | undefined;
    await payments.database.transaction(async (transaction) => {
      await payments.closing(enrollmentId, transaction);
      checkout = payments.get(CheckoutQuote).checkout({ quote, expectedTotal: undefined });
      checkout.catch(() => undefined);
      await payments.somebodyWaitsForALock();
    });
    await expect(checkout).rejects.toThrow('quote-closed');
    expect(await saidOf((await orderOf(enrollmentId)).id)).toEqual(['abandoned 1']);
  });

  it('when a closing waits for a first checkout that is being written, then it closes that order', async () => {
    const enrollmentId = newId();
    let closing: Promise<void> | undefined;
    await payments.database.transaction(async (transaction) => {
      await openIn(transaction, enrollmentId);
      closing = payments.closing(enrollmentId);
      await payments.somebodyWaitsForALock();
    });
    await closing;
    payments.after(30_000);
    await payments.settle();
    expect(await saidOf((await orderOf(enrollmentId)).id)).toEqual(['opened 1', 'abandoned 2']);
  });

  it('when closing meets a first checkout, whichever is faster, then there is one order and it ends once', async () => {
    for (let shuffle = 0; shuffle < SHUFFLES; shuffle++) {
      const enrollmentId = newId();
      const quote = await payments.quote(enrollmentId);
      const checkout = payments.get(CheckoutQuote).checkout({ quote, expectedTotal: undefined });
      await Promise.all([
        checkout.catch(() => undefined),
        payments.idleQueries(shuffle % 8).then(() => payments.closing(enrollmentId)),
      ]);
      payments.after(30_000);
      await payments.settle();
      const order = await orderOf(enrollmentId);
      expect(order.state).toBe('abandoned');
      expect((await saidOf(order.id)).filter((fact) => /paid|abandoned/.test(fact))).toHaveLength(1);
    }
  });

  it('when closing meets the payment, whichever is faster, then it is paid or over, and never both', async () => {
    const ends = new Set<string>();
    for (let shuffle = 0; shuffle < SHUFFLES; shuffle++) {
      const { enrollmentId, orderId, payUrl } = await open();
      await payments.closing(enrollmentId);
      const sessionId = payUrl.split('/').at(-1) ?? '';
      const pay = async () => {
        await payments.idleQueries(shuffle % 10);
        await payments.get(PayInSandbox).choose(sessionId, { outcome: 'pay', webhook: 'once' });
      };
      const [paying] = await Promise.allSettled([pay(), payments.get(SettleProviderCalls).run()]);
      await payments.settle();
      const end = (await saidOf(orderId)).slice(1);
      expect(end).toEqual([paying.status === 'fulfilled' ? 'paid 2' : 'abandoned 2']);
      ends.add(end.join());
    }
    expect([...ends].toSorted()).toEqual(['abandoned 2', 'paid 2']);
  });

  it('when the webhook is applied while the close is being settled, then the order is paid once', async () => {
    for (let shuffle = 0; shuffle < SHUFFLES; shuffle++) {
      const { enrollmentId, orderId, payUrl } = await open();
      await payments.post(payUrl, { outcome: 'pay', webhook: 'twice' });
      await payments.closing(enrollmentId);
      await Promise.all([payments.settle(), payments.settle()]);
      payments.after(60_000);
      await payments.settle();
      expect(await saidOf(orderId)).toEqual(['opened 1', 'paid 2']);
    }
  });

  it('when courses are not paid within a day, then their order is abandoned', async () => {
    const { courseId } = await payments.course();
    const person = { name: 'Ada', email: 'ada@example.org' };
    const { body } = await payments.post('/v1/checkouts', { items: [{ courseId }], person });
    payments.after(24 * 60 * 60_000 - 1);
    await payments.get(CloseUnpaidOrders).run();
    await payments.settle();
    expect(await saidOf(body.orderId)).toEqual(['opened 1']);
    payments.after(1);
    expect(await payments.get(CloseUnpaidOrders).nextDue()).toEqual(payments.clock.now());
    await payments.get(CloseUnpaidOrders).run();
    await payments.settle();
    expect(await saidOf(body.orderId)).toEqual(['opened 1', 'abandoned 2']);
    expect(await payments.get(CloseUnpaidOrders).nextDue()).toBeNull();
  });
});
