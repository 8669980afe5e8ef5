import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { enrollmentConfirmed, enrollmentHeld, readRecorded } from '#libs/contracts';
import { Database, newId } from '#libs/database';
import { KeyRing } from '#libs/identity';
import {
  eventSpinePlants,
  expectInvariantsHold,
  itCatchesWhatIsPlanted,
} from '../../../test/support/invariants.js';
import { publishOffer } from '../../../test/support/publish-offer.js';
import { runNotifications } from '../../../test/support/run-notifications.js';
import { TEST_KEY, type RunningService } from '../../../test/support/run-service.js';
import { notificationsInvariants } from './notifications.invariants.js';

const DAY = 24 * 3_600_000;
const [articleId, workshopId, sessionId] = [newId(), newId(), newId()];
const keys = new KeyRing(TEST_KEY);
let service: RunningService;
const checked = () => ({
  database: service.get(Database),
  invariants: notificationsInvariants,
  now: service.clock.now(),
});

beforeAll(async () => {
  service = await runNotifications();
  await publishOffer(service, { articleId, workshopId, sessionId });
  for (const name of ['waiting', 'leaving', 'arriving', 'patient']) await readAndSubscribe(name);
  await passes(DAY);
  await unsubscribe('leaving');
  await enrolls('arriving');
  await subscribe('asked-only', newId());
  await passes(3 * DAY);
  await readAndSubscribe('late');
  await post('/v1/sign-in-links', { email: emailOf('patient') });
  // A mail that waits for the address of somebody who was never described.
  await service.hear(enrollmentHeld, {
    ...enrollmentOf('unknown'),
    version: 1,
    payableUntil: '2026-12-06T12:00:00.000Z',
  });
}, 60_000);

afterAll(async () => {
  await service.stop();
});

describe('the invariants of notifications', () => {
  it('hold after people were asked, followed up, have arrived, and have had enough', async () => {
    await expectInvariantsHold(checked(), { atRest: true });
  });

  itCatchesWhatIsPlanted(
    notificationsInvariants,
    {
      ...eventSpinePlants,
      'messages-have-a-cause': `DELETE FROM inbox WHERE consumer = 'notifications.tell-about-enrollments'`,
      'one-message-per-cause': `
        ALTER TABLE messages DROP CONSTRAINT messages_cause_template_key;
        UPDATE messages SET cause = 'sign-in twice', template = 'sign-in'`,
      'messages-fit-their-state': `UPDATE messages SET attempts = 0 WHERE state = 'sent'`,
      'no-follow-up-goes-twice': `
        ALTER TABLE messages DROP CONSTRAINT messages_due_check;
        UPDATE messages SET state = 'uncertain', sent_at = NULL, due_at = '2026-12-10' WHERE purpose = 'follow-up'`,
      'sent-messages-are-told': `DELETE FROM event_log.events WHERE type = 'notifications.message.sent'`,
      'messages-go-out-in-time': `UPDATE messages SET due_at = '2026-12-01' WHERE state = 'queued'`,
      'follow-ups-have-consent': `DELETE FROM consents WHERE fact = 'confirmed'`,
      'runs-fit-their-state': `UPDATE runs SET reason = NULL WHERE state = 'exited'`,
      'runs-are-on-their-journey': `UPDATE runs SET step = 9 WHERE state = 'waiting'`,
      'one-run-at-a-time': `
        DROP INDEX one_run_at_a_time;
        INSERT INTO runs (id, journey_key, journey_version, person_id, article_id, state, step, due_at)
        SELECT gen_random_uuid(), journey_key, journey_version, person_id, gen_random_uuid(), state, step, due_at
        FROM runs WHERE state = 'waiting'`,
      'runs-are-told': `DELETE FROM event_log.events WHERE type = 'notifications.run.exited'`,
      'passed-steps-have-their-mail': `DELETE FROM messages WHERE template = 'follow-up-courses'`,
      'runs-go-on-in-time': `UPDATE runs SET due_at = '2026-12-01' WHERE state = 'waiting'`,
      'confirmed-subscriptions-are-proven': `UPDATE subscriptions SET topics = topics || 'news'::text`,
      'subscriptions-are-recorded': `DELETE FROM consents WHERE fact = 'withdrawn'`,
      'subscriptions-are-told-as-they-are': `UPDATE subscriptions SET version = version + 1`,
      'workshops-of-sessions-are-known': `DELETE FROM workshop_facts`,
      'next-steps-of-articles-are-known': `DELETE FROM course_facts`,
      'articles-of-runs-are-known': `DELETE FROM article_facts`,
      'sessions-are-filed-as-they-are': `UPDATE session_facts SET starts_at = starts_at + interval '1 hour'`,
    },
    checked,
  );
});

const emailOf = (name: string) => `${name}@example.org`;

async function readAndSubscribe(name: string): Promise<void> {
  const readerId = newId();
  const read = { readId: newId(), readerId, articleId, seconds: 200, depth: 90, via: null };
  await service.hear(readRecorded, read);
  await subscribe(name, readerId);
  const optIn = (await mailsTo(name)).at(-1);
  const link = /http:\/\/ally\.test(\/subscriptions\/\S+)/.exec(optIn?.text ?? '')?.[1] ?? 'no link';
  await post(`/v1${link}`, {});
}

async function subscribe(name: string, readerId: string): Promise<void> {
  await post('/v1/subscriptions', { email: emailOf(name), name: 'Ada', topics: ['articles'], readerId });
  await service.time.settle();
}

async function unsubscribe(name: string): Promise<void> {
  const followUp = (await mailsTo(name)).at(-1);
  const link = /<http:\/\/ally\.test([^>]+)>/.exec(followUp?.headers['List-Unsubscribe'] ?? '')?.[1];
  await post(link ?? 'no link', {});
}

const enrollmentOf = (name: string) => ({
  enrollmentId: newId(),
  version: 2,
  sessionId,
  workshopId,
  personId: keys.personIdOf(emailOf(name)),
  seats: 1,
  via: null,
  epoch: 1,
  price: { amount: 4_900, currency: 'USD' },
});

async function enrolls(name: string): Promise<void> {
  await service.hear(enrollmentConfirmed, { ...enrollmentOf(name), orderId: newId() });
}

async function mailsTo(name: string): Promise<{ text: string; headers: Record<string, string> }[]> {
  await service.time.settle();
  const answer = await fetch(`${service.url}/v1/mailbox?to=${encodeURIComponent(emailOf(name))}`);
  const { data } = (await answer.json()) as { data: { text: string; headers: Record<string, string> }[] };
  return data.toReversed();
}

async function passes(milliseconds: number): Promise<void> {
  await service.time.advanceTo(new Date(service.clock.now().getTime() + milliseconds));
}

async function post(path: string, body: object): Promise<void> {
  const answer = await fetch(service.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`);
}
