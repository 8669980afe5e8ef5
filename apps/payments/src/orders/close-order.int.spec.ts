import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Refusal } from '#libs/contracts';
import { newId, type Transaction } from '#libs/database';
import { startPayments, usd, type PaymentsUnderTest } from '../../../../test/support/payments-app.js';
import { SettleProviderCalls } from '../provider-calls/settle-provider-calls.js';
import { PaymentProvider } from '../provider/payment-provider.js';
import { PayInSandbox } from '../provider/sandbox/pay-in-sandbox.js';
import { SandboxRepository } from '../provider/sandbox/sandbox.repository.js';
import { CheckoutQuote } from './checkout/checkout-quote.js';
import { CloseUnpaidOrders } from './close-unpaid-orders.js';
import { OpenOrder } from './checkout/open-order.js';
import { OrderRepository } from './order.repository.js';

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

  const sessionOf = (payUrl: string) => payUrl.split('/').at(-1) ?? '';

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
    });
    return opened?.order.id ?? '';
  };

  const checkOut = (quote: string) =>
    payments.get(CheckoutQuote).checkout({ quote, expectedTotal: undefined }, { key: null, inputHash: '' });

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
    const rows = await payments.database.query('SELECT closing_reason AS reason FROM orders WHERE id = $1', [
      order.id,
    ]);
    expect(rows).toEqual([{ reason: 'deadline' }]);
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

  it('when the provider refuses to open its session while it is being closed, then it is abandoned at once', async () => {
    const enrollmentId = newId();
    const openSession = jest.spyOn(payments.get(PaymentProvider), 'openSession');
    openSession.mockRejectedValueOnce(new Error('no answer'));
    await payments.post('/v1/checkouts', { quote: await payments.quote(enrollmentId) });
    const { id: orderId } = await orderOf(enrollmentId);
    openSession.mockRejectedValueOnce(new Refusal('unprocessable', 'not-sold-here', 'The provider says no.'));
    await payments.closing(enrollmentId);
    await payments.settle();
    expect(await saidOf(orderId)).toEqual(['opened 1', 'abandoned 2']);
  });

  it('when its session was never opened in time, then the provider opens none afterwards and it is abandoned', async () => {
    const enrollmentId = newId();
    const orderId = await payments.database.transaction((transaction) => openIn(transaction, enrollmentId));
    payments.after(15 * 60_000);
    await payments.closing(enrollmentId);
    await payments.settle();
    expect(await saidOf(orderId)).toEqual(['opened 1', 'abandoned 2']);
    const sessions = await payments.database.query(
      'SELECT state FROM sandbox_sessions WHERE client_reference = $1',
      [orderId],
    );
    expect(sessions).toEqual([]);
  });

  it('when its session was opened but the answer was lost until its time was over, then that session is ended', async () => {
    const enrollmentId = newId();
    const provider = payments.get(PaymentProvider);
    const reallyOpen = provider.openSession.bind(provider);
    jest.spyOn(provider, 'openSession').mockImplementationOnce(async (...request) => {
      await reallyOpen(...request);
      throw new Error('the answer was lost');
    });
    await payments.post('/v1/checkouts', { quote: await payments.quote(enrollmentId) });
    const { id: orderId } = await orderOf(enrollmentId);
    await payments.database.query(
      `UPDATE sandbox_sessions SET state = 'captured', capture_id = $2 WHERE client_reference = $1`,
      [orderId, `capture_${newId()}`],
    );
    payments.after(15 * 60_000);
    await payments.closing(enrollmentId);
    await payments.settle();
    expect(await saidOf(orderId)).toEqual(['opened 1', 'paid 2']);
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
      checkout = checkOut(quote);
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
      const checkout = checkOut(quote);
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

  it('when closing waits for a payment that is being taken, then the order is paid', async () => {
    const { enrollmentId, orderId, payUrl } = await open();
    const sandbox = payments.get(SandboxRepository);
    await payments.closing(enrollmentId);
    let closing: Promise<void> | undefined;
    await payments.database.transaction(async (transaction) => {
      await sandbox.markCaptured(transaction, sessionOf(payUrl), `capture_${newId()}`);
      closing = payments.get(SettleProviderCalls).run();
      await payments.somebodyWaitsForALock();
    });
    await closing;
    expect(await saidOf(orderId)).toEqual(['opened 1', 'paid 2']);
  });

  it('when a payment waits for a closing that is being done, then nothing is taken', async () => {
    const { enrollmentId, orderId, payUrl } = await open();
    const sandbox = payments.get(SandboxRepository);
    await payments.closing(enrollmentId);
    let paying: Promise<{ status: number }> | undefined;
    await payments.database.transaction(async (transaction) => {
      await sandbox.markExpired(transaction, sessionOf(payUrl));
      paying = payments.post(payUrl, { outcome: 'pay' });
      await payments.somebodyWaitsForALock();
    });
    expect((await paying)?.status).toBe(410);
    await payments.settle();
    expect(await saidOf(orderId)).toEqual(['opened 1', 'abandoned 2']);
  });

  it('when an order has ended, then it cannot end again, whatever its reader believes', async () => {
    const { enrollmentId, orderId, payUrl } = await open();
    const orders = payments.get(OrderRepository);
    const before = await orders.find(payments.database, orderId);
    if (before === undefined) throw new Error('The order is not there');
    await payments.post(payUrl, { outcome: 'pay' });
    await payments.settle();
    await expect(
      payments.database.transaction((transaction) => orders.becomeAbandoned(transaction, before)),
    ).rejects.toThrow('has ended before');
    await expect(
      payments.database.transaction((transaction) =>
        orders.becomePaid(transaction, before, payments.clock.now()),
      ),
    ).rejects.toThrow('has ended before');
    expect(await orderOf(enrollmentId)).toEqual({ id: orderId, state: 'paid' });
  });

  it('when closing meets the payment, whichever is faster, then it is paid or over, and never both', async () => {
    for (let shuffle = 0; shuffle < SHUFFLES; shuffle++) {
      const { enrollmentId, orderId, payUrl } = await open();
      await payments.closing(enrollmentId);
      const pay = async () => {
        await payments.idleQueries(shuffle % 10);
        await payments.get(PayInSandbox).choose(sessionOf(payUrl), { outcome: 'pay', webhook: 'once' });
      };
      const [paying] = await Promise.allSettled([pay(), payments.get(SettleProviderCalls).run()]);
      await payments.settle();
      const end = (await saidOf(orderId)).slice(1);
      expect(end).toEqual([paying.status === 'fulfilled' ? 'paid 2' : 'abandoned 2']);
    }
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
