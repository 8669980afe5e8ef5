import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { enrollmentClosing } from '#libs/contracts';
import { newId } from '#libs/database';
import { PostgresJobBackend } from '#libs/jobs';
import { startPayments, usd, type PaymentsUnderTest } from '../../../test/support/payments-app.js';

describe('the payments service by itself', () => {
  let payments: PaymentsUnderTest;
  beforeAll(async () => {
    payments = await startPayments(PostgresJobBackend);
  });
  afterAll(() => payments.stop());

  const saidOf = async (orderId: string) =>
    (await payments.facts(orderId)).map(({ type }) => type.split('.').at(-1));
  const open = async (enrollmentId: string) =>
    (await payments.post('/v1/checkouts', { quote: await payments.quote(enrollmentId) })).body;

  it('when somebody pays, then its webhook arrives and the order is paid without anybody looking', async () => {
    const { orderId, payUrl } = await open(newId());
    await payments.post(payUrl, { outcome: 'pay', webhook: 'twice' });
    await payments.time.settle();
    expect(await saidOf(orderId)).toEqual(['opened', 'paid']);
  });

  it('when the webhook is lost, then the payment is found as time passes', async () => {
    const { orderId, payUrl } = await open(newId());
    await payments.post(payUrl, { outcome: 'pay', webhook: 'lost' });
    await payments.time.advanceTo(new Date(payments.clock.now().getTime() + 2 * 60_000));
    expect(await saidOf(orderId)).toEqual(['opened', 'paid']);
  });

  it('when a hold ends, then its order is abandoned, once however often it is told', async () => {
    const enrollmentId = newId();
    const { orderId } = await open(enrollmentId);
    const { topic, type } = enrollmentClosing;
    const data = {
      enrollmentId,
      version: 2,
      sessionId: newId(),
      workshopId: newId(),
      personId: newId(),
      seats: 2,
      via: null,
      epoch: 1,
      reason: 'cancelled',
      price: usd(9000),
    };
    for (const id of [newId(), newId()]) {
      await payments.log.append([
        {
          id,
          topic,
          type,
          schemaVersion: 1,
          key: enrollmentId,
          occurredAt: payments.clock.now(),
          data,
          traceparent: null,
        },
      ]);
    }
    await payments.time.settle();
    expect(await saidOf(orderId)).toEqual(['opened', 'abandoned']);
    expect((await payments.facts(orderId))[1]?.data).toMatchObject({ reason: 'cancelled' });
  });

  it('when courses stay unpaid for a day, then their order is abandoned as time passes', async () => {
    const { courseId } = await payments.course();
    const person = { name: 'Ada Example', email: 'ada@example.org' };
    const { body } = await payments.post('/v1/checkouts', { items: [{ courseId }], person });
    await payments.time.advanceTo(new Date(payments.clock.now().getTime() + 24 * 60 * 60_000));
    expect(await saidOf(body.orderId)).toEqual(['opened', 'abandoned']);
    expect(await payments.time.report()).toMatchObject({ nextDue: null, idle: true });
  }, 30_000);
});
