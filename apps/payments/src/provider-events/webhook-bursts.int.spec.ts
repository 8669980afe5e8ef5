import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startPayments, type PaymentsUnderTest } from '../../../../test/support/payments-app.js';

let payments: PaymentsUnderTest;

beforeAll(async () => {
  payments = await startPayments();
});

afterAll(() => payments.stop());

/** How many of each status came back when one client asked so often within a minute. */
async function ask(times: number, path: string, body: object): Promise<Record<number, number>> {
  const statuses: Record<number, number> = {};
  for (let nth = 0; nth < times; nth++) {
    const { status } = await payments.post(path, body);
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
  return statuses;
}

it('when a provider sends more than a client may ask, then each webhook is judged by its signature alone', async () => {
  expect(await ask(310, '/v1/webhooks/sandbox', { id: 'unsigned' })).toEqual({ 400: 310 });
});

it('when a client asks to check out too often, then it is told to wait', async () => {
  expect(await ask(310, '/v1/checkouts', { quote: 'none' })).toEqual({ 401: 300, 429: 10 });
});
