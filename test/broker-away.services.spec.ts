import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { told } from '#libs/api-client';
import { AllyClient, type Checkout, type Session } from '../tools/demo/ally-client.js';
import { Reader } from '../tools/demo/reader.js';
import { Timeline } from '../tools/demo/timeline.js';
import { startServices, type Services } from './support/start-services.js';
import { until } from './support/until.js';

/** From the broker's return until all has settled. */
const SETTLES_WITHIN_MS = 60_000;
/** On a machine that is busy with other things. */
const PATIENTLY_MS = 30_000;

let ally: Services;
let client: AllyClient;

beforeAll(async () => {
  ally = await startServices();
  client = new AllyClient(ally.url, ally.operatorKey);
}, 120_000);

afterAll(async () => {
  await ally.end();
}, 60_000);

it('when the broker is away, then people enroll and pay as ever; once it is back, they get their seat and its mail', async () => {
  const reader = new Reader('Ada', client, new Timeline(() => undefined));
  const session = await pricedSession();
  await ally.kafka.kill();

  const held = await reader.enrolls(session, 1);
  if (held.quote === null) throw new Error('did not happen: a quote to pay by');
  const order = await reader.opensOrder({ quote: held.quote, expectedTotal: held.price });
  await pays(order);
  await until('the order is paid', async () => (await reader.stateOfOrder(order)) === 'paid', PATIENTLY_MS);
  expect(await reader.stateOf(held)).toBe('held');
  expect(await reader.mails()).toEqual([]);

  await ally.kafka.startAgain();
  const isConfirmed = async () => (await reader.stateOf(held)) === 'confirmed';
  const hasDates = async () => (await reader.mails()).some(({ calendar }) => calendar !== undefined);
  const hasReceipt = async () => (await reader.mailsWith(order.orderId)).length > 0;
  await until(
    'the seat is confirmed, and the mails with its dates and its receipt are there',
    async () => (await isConfirmed()) && (await hasDates()) && (await hasReceipt()),
    SETTLES_WITHIN_MS,
  );
  expect(await reader.mailsWith(order.orderId)).toHaveLength(1);
}, 180_000);

async function pricedSession(): Promise<Session> {
  let found: Session | undefined;
  await until(
    'a session that costs something is offered',
    async () => {
      const { data } = await told(client.api.GET('/v1/sessions', { params: { query: { limit: 100 } } }));
      found = data.find(({ price, seatsLeft }) => price.amount > 0 && seatsLeft > 0);
      return found !== undefined;
    },
    PATIENTLY_MS,
  );
  if (found === undefined) throw new Error('until has waited for it');
  return found;
}

async function pays({ payUrl = '' }: Checkout): Promise<void> {
  const sessionId = new URL(payUrl).pathname.split('/').at(-1) ?? '';
  const params = { path: { sessionId } };
  await told(client.api.POST('/sandbox/pay/{sessionId}', { params, body: { outcome: 'pay' } }));
}
