import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { enrollmentPersonDescribed } from '#libs/contracts';
import { Transaction } from '#libs/database';
import { KeyRing } from '#libs/identity';
import { runNotifications } from '../../../../test/support/run-notifications.js';
import { TEST_KEY, type RunningService } from '../../../../test/support/run-service.js';
import { AskForSubscription } from './ask-for-subscription.js';
import { RequestSubscription } from './request-subscription.js';
import { TakeSubscriptionRequests } from './take-subscription-requests.js';

const keys = new KeyRing(TEST_KEY);
const MEMBER = 'member@example.org';
const PENDING = 'pending@example.org';
let service: RunningService;
let strangers = 0;
const stranger = () => `stranger-${strangers++}@example.org`;

beforeAll(async () => {
  service = await runNotifications();
  for (const email of [MEMBER, PENDING]) {
    await service.hear(enrollmentPersonDescribed, { personId: keys.personIdOf(email), email, name: 'Ada' });
    await ask('/v1/subscriptions', { email, topics: ['articles'] });
  }
  await service.time.settle();
  await service.rows(`UPDATE notifications.subscriptions SET state = 'confirmed' WHERE person_id = $1`, [
    keys.personIdOf(MEMBER),
  ]);
  await service.rows(`UPDATE notifications.people SET proven_at = now() WHERE person_id = $1`, [
    keys.personIdOf(MEMBER),
  ]);
});

afterEach(() => {
  jest.restoreAllMocks();
});

afterAll(async () => {
  await service.stop();
});

const DIFFERS_ANYWAY = new Set(['date', 'request-id']);

/** All that a client sees: status, headers, body. */
async function ask(path: string, body: object) {
  const answer = await fetch(service.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const said = (await answer.json()) as { requestId?: string };
  delete said.requestId;
  const headers = [...answer.headers].filter(([name]) => !DIFFERS_ANYWAY.has(name));
  return { status: answer.status, headers, said };
}

/** The statements of the transaction that the client waits for; others go on beside it. */
async function statementsOf(path: string, body: object): Promise<string[]> {
  await service.time.settle();
  const spy = jest.spyOn(Transaction.prototype, 'query');
  await ask(path, body);
  const ran = spy.mock.calls.map(([sql], nth) => ({ sql, transaction: spy.mock.contexts[nth] }));
  spy.mockRestore();
  const [first] = ran.filter(({ sql }) => FIRST_OF_REQUEST.test(sql));
  return ran.filter(({ transaction }) => transaction === first?.transaction).map(({ sql }) => sql);
}

/** What a request begins with: keeping a wish for a subscription, or the lock of whoever wants to sign in. */
const FIRST_OF_REQUEST = /INSERT INTO subscription_requests|hashtextextended\(\$1, 7\)/;

describe('whether an address is known', () => {
  const topics = ['articles'];
  it.each<[string, string, (email: string) => object]>([
    ['a subscription', '/v1/subscriptions', (email) => ({ email, topics })],
    ['a subscription to something else', '/v1/subscriptions', (email) => ({ email, topics: ['news'] })],
    ['a link to sign in', '/v1/sign-in-links', (email) => ({ email })],
    ['a sign-in by a wrong code', '/v1/sign-ins', (email) => ({ email, code: '000000' })],
  ])('is not told by the answer to %s', async (_, path, bodyOf) => {
    const unknown = await ask(path, bodyOf(stranger()));
    for (const email of [MEMBER, PENDING, MEMBER, PENDING])
      expect(await ask(path, bodyOf(email))).toEqual(unknown);
  });

  it.each<[string, string, (email: string) => object]>([
    ['a subscription', '/v1/subscriptions', (email) => ({ email, topics })],
    ['a link to sign in', '/v1/sign-in-links', (email) => ({ email })],
  ])('is not told by how long %s takes: the same is done before the answer', async (_, path, bodyOf) => {
    await service.time.advanceTo(new Date(service.clock.now().getTime() + 2 * 24 * 3_600_000));
    const forStranger = await statementsOf(path, bodyOf(stranger()));
    expect(forStranger.length).toBeGreaterThan(0);
    for (const email of [MEMBER, PENDING])
      expect(await statementsOf(path, bodyOf(email))).toEqual(forStranger);
  });
});

describe('a subscription that was acknowledged', () => {
  it('when the process ends before it is looked at, then the next look finds it', async () => {
    const email = stranger();
    const sweep = service.get(TakeSubscriptionRequests);
    const lost = jest.spyOn(sweep, 'run').mockResolvedValue();
    await service.get(AskForSubscription).execute({ email, topics: ['articles'] });
    lost.mockRestore();
    expect(await sweep.nextDue()).not.toBeNull();
    await Promise.all([sweep.run(), sweep.run()]);
    await service.time.settle();
    expect(await sweep.nextDue()).toBeNull();
    const asked = await service.rows('SELECT state FROM notifications.subscriptions WHERE person_id = $1', [
      keys.personIdOf(email),
    ]);
    expect(asked).toEqual([{ state: 'requested' }]);
  });

  it('when it cannot be done, then those after it are, it is tried again, and the log does not say whose it is', async () => {
    const [broken, fine] = [stranger(), stranger()];
    const alert = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const request = service.get(RequestSubscription);
    const execute = request.execute.bind(request);
    jest.spyOn(request, 'execute').mockImplementation(async (transaction, input) => {
      if (input.email === broken) throw new Error(`no luck with ${input.email}`);
      return execute(transaction, input);
    });
    await ask('/v1/subscriptions', { email: broken, topics: ['articles'] });
    await ask('/v1/subscriptions', { email: fine, topics: ['articles'] });
    const states = async () =>
      service.rows('SELECT state FROM notifications.subscriptions WHERE person_id = ANY ($1)', [
        [broken, fine].map((email) => keys.personIdOf(email)),
      ]);
    await service.time.settle();
    expect(await states()).toHaveLength(1);
    expect(JSON.stringify(alert.mock.calls)).not.toContain(broken);
    expect(alert).toHaveBeenCalled();
    jest.restoreAllMocks();
    await service.time.advanceTo(new Date(service.clock.now().getTime() + 60_000));
    expect(await states()).toHaveLength(2);
  });

  it('is not kept any longer than that', async () => {
    expect(await service.rows('SELECT * FROM notifications.subscription_requests')).toEqual([]);
  });
});
