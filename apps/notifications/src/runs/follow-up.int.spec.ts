import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import {
  enrollmentConfirmed,
  enrollmentPersonDescribed,
  readRecorded,
  runReachedGoal,
  subscriptionConfirmed,
} from '#libs/contracts';
import { newId } from '#libs/database';
import { KeyRing } from '#libs/identity';
import { publishOffer } from '../../../../test/support/publish-offer.js';
import { runNotifications } from '../../../../test/support/run-notifications.js';
import { TEST_KEY, TEST_OPERATOR_KEY, type RunningService } from '../../../../test/support/run-service.js';

const HOUR = 3_600_000;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const [articleId, workshopId, courseId, sessionId] = [newId(), newId(), newId(), newId()];
const keys = new KeyRing(TEST_KEY);
let service: RunningService;

beforeAll(async () => {
  service = await runNotifications();
  await publishOffer(service, { articleId, workshopId, courseId, sessionId });
});

afterAll(async () => {
  await service.stop();
});

interface Mail {
  subject: string;
  text: string;
  html: string;
  messageId: string;
  headers: Record<string, string>;
  calendar: { content: string } | null;
}

async function mailsTo(email: string): Promise<Mail[]> {
  await service.time.settle();
  const answer = await fetch(`${service.url}/v1/mailbox?to=${encodeURIComponent(email)}`);
  return ((await answer.json()) as { data: Mail[] }).data.toReversed();
}

async function post(
  path: string,
  body: unknown,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) {
  return fetch(service.url + path, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function passes(hours: number): Promise<void> {
  await service.time.advanceTo(new Date(service.clock.now().getTime() + hours * HOUR));
}

async function read(readerId: string, id = newId()): Promise<void> {
  await service.hear(
    readRecorded,
    { readId: newId(), readerId, articleId, seconds: 200, depth: 90, via: null },
    id,
  );
}

async function subscribe(email: string, readerId: string): Promise<void> {
  const answer = await post('/v1/subscriptions', { email, name: 'Ada', topics: ['articles'], readerId });
  expect(answer.status).toBe(202);
}

/** Follows the opt-in mail: the page asks, the button says yes. */
async function confirm(email: string): Promise<Response> {
  const optIn = (await mailsTo(email)).at(-1);
  const link = /http:\/\/ally\.test(\/subscriptions\/\S+)/.exec(optIn?.text ?? '')?.[1] ?? 'no link';
  const page = await fetch(service.url + link);
  expect(page.status).toBe(200);
  const action = /action="([^"]+)"/.exec(await page.text())?.[1] ?? 'no form';
  return post(action.replaceAll('&amp;', '&'), '', FORM);
}

async function enrolls(email: string, eventId = newId()): Promise<void> {
  await service.hear(
    enrollmentConfirmed,
    {
      enrollmentId: newId(),
      version: 2,
      sessionId,
      workshopId,
      personId: keys.personIdOf(email),
      seats: 1,
      via: null,
      epoch: 1,
      orderId: null,
      price: { amount: 0, currency: 'USD' },
    },
    eventId,
  );
}

const subjects = async (email: string) => (await mailsTo(email)).map(({ subject }) => subject);

describe('a reader who subscribes', () => {
  it('gets nothing but the question until they have said yes, and looking at the page does not say it', async () => {
    const [email, reader] = ['quiet@example.org', newId()];
    await read(reader);
    await subscribe(email, reader);
    const optIn = (await mailsTo(email))[0];
    const link = /http:\/\/ally\.test(\/subscriptions\/\S+)/.exec(optIn?.text ?? '')?.[1] ?? '';
    await fetch(service.url + link);
    await passes(24 * 10);
    expect(await mailsTo(email)).toHaveLength(1);
  });

  it('gets the workshops after a day, the courses after three more, and then nothing', async () => {
    const [email, reader] = ['patient@example.org', newId()];
    await read(reader);
    await subscribe(email, reader);
    expect((await confirm(email)).status).toBe(200);
    expect((await confirm(email)).status).toBe(200);
    await passes(23);
    expect(await mailsTo(email)).toHaveLength(1);
    await passes(1);
    const [, workshops] = await mailsTo(email);
    expect(workshops?.text).toContain('http://ally.test/v1/workshops/ask?via=');
    expect(workshops?.headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' });
    await passes(71);
    expect(await mailsTo(email)).toHaveLength(2);
    await passes(1);
    expect((await mailsTo(email)).at(-1)?.text).toContain('http://ally.test/v1/courses/wright-now?via=');
    await passes(24 * 30);
    expect(await mailsTo(email)).toHaveLength(3);
  });

  it('is led on once, whether the read or the subscription comes first, and however often they are told', async () => {
    const [email, reader] = ['order@example.org', newId()];
    await subscribe(email, reader);
    await confirm(email);
    const eventId = newId();
    await read(reader, eventId);
    await read(reader);
    await service.rows('UPDATE event_log.cursors SET next_offset = 0');
    await passes(24);
    expect(await mailsTo(email)).toHaveLength(2);
  });

  it('gets no more follow-ups once they have enrolled, and the confirmation has a calendar file', async () => {
    const [email, reader] = ['goal@example.org', newId()];
    await read(reader);
    await subscribe(email, reader);
    await confirm(email);
    await passes(24);
    const eventId = newId();
    await enrolls(email, eventId);
    const confirmation = (await mailsTo(email)).at(-1);
    expect(confirmation?.calendar?.content).toContain('DTSTART;TZID=America/Chicago:20270301T120000');
    await service.rows('UPDATE event_log.cursors SET next_offset = 0');
    await passes(24 * 10);
    expect(await mailsTo(email)).toHaveLength(3);
    const arrived = await service.published(runReachedGoal.type);
    expect(arrived.filter(({ personId }) => personId === keys.personIdOf(email))).toHaveLength(1);
  });

  it('does not wait behind somebody whose journey is broken', async () => {
    const [email, reader] = ['behind@example.org', newId()];
    const [broken, brokenReader] = ['broken@example.org', newId()];
    for (const [address, browser] of [
      [broken, brokenReader],
      [email, reader],
    ] as const) {
      await read(browser);
      await subscribe(address, browser);
      await confirm(address);
    }
    await service.rows(
      `INSERT INTO notifications.journeys VALUES ('article-to-next-step', 99, '{"key": "no journey"}')`,
    );
    await service.rows('UPDATE notifications.runs SET journey_version = 99 WHERE person_id = $1', [
      keys.personIdOf(broken),
    ]);
    const alert = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    await passes(24);
    alert.mockRestore();
    expect(await mailsTo(email)).toHaveLength(2);
    expect(await mailsTo(broken)).toHaveLength(1);
    await service.rows('DELETE FROM notifications.runs WHERE journey_version = 99');
    await service.rows('DELETE FROM notifications.journeys WHERE version = 99');
  });

  it('gets no follow-up that was queued when the goal was reached', async () => {
    const [email, reader] = ['race@example.org', newId()];
    await read(reader);
    await subscribe(email, reader);
    await confirm(email);
    const personId = keys.personIdOf(email);
    const [run] = await service.rows<{ id: string }>(
      'SELECT id FROM notifications.runs WHERE person_id = $1',
      [personId],
    );
    await enrolls(email);
    await service.rows(
      `INSERT INTO notifications.messages (id, person_id, template, purpose, cause, run_id, content, state, due_at, queued_at)
       VALUES ($1, $2, 'follow-up-workshops', 'follow-up', 'race', $3, $4, 'queued', $5, $5)`,
      [
        newId(),
        personId,
        run?.id,
        { template: 'follow-up-workshops', articleId, topic: 'articles' },
        service.clock.now(),
      ],
    );
    await service.time.settle();
    const [message] = await service.rows(
      `SELECT state, reason FROM notifications.messages WHERE cause = 'race'`,
    );
    expect(message).toEqual({ state: 'skipped', reason: 'reached-goal' });
  });
});

describe('an address that somebody only types', () => {
  it('gets three questions in an hour at most, and the link of the last one works', async () => {
    const email = 'bombed@example.org';
    for (let nth = 0; nth < 6; nth++) {
      await post('/v1/subscriptions', { email, topics: [nth % 2 === 0 ? 'articles' : 'news'] });
    }
    expect(await mailsTo(email)).toHaveLength(3);
    expect((await confirm(email)).status).toBe(200);
  });

  it('is led on by no article that nobody knows', async () => {
    const email = 'made-up@example.org';
    await post('/v1/subscriptions', { email, topics: ['articles'], via: newId() });
    await confirm(email);
    const runs = await service.rows('SELECT FROM notifications.runs WHERE person_id = $1', [
      keys.personIdOf(email),
    ]);
    expect(runs).toHaveLength(0);
  });

  it('when it is confirmed and more is asked for, then that takes a new yes, and a withdrawn topic can come back', async () => {
    const email = 'back@example.org';
    await post('/v1/subscriptions', { email, topics: ['articles', 'news'] });
    await confirm(email);
    const personId = keys.personIdOf(email);
    await service.rows(`UPDATE notifications.subscriptions SET topics = '{news}' WHERE person_id = $1`, [
      personId,
    ]);
    await post('/v1/subscriptions', { email, topics: ['articles'] });
    const topics = async () =>
      (
        await service.rows<{ topics: string[] }>(
          'SELECT topics FROM notifications.subscriptions WHERE person_id = $1',
          [personId],
        )
      )[0]?.topics;
    expect(await topics()).toEqual(['news']);
    expect((await confirm(email)).status).toBe(200);
    expect(await topics()).toEqual(['news', 'articles']);
  });
});

describe('one-click unsubscribe', () => {
  it('works by one POST without a session, in both body forms; looking stops nothing; the rest is not sent', async () => {
    const [email, reader] = ['enough@example.org', newId()];
    await read(reader);
    await subscribe(email, reader);
    await confirm(email);
    await passes(24);
    const followUp = (await mailsTo(email)).at(-1);
    const path = /<http:\/\/ally\.test([^>]+)>/.exec(followUp?.headers['List-Unsubscribe'] ?? '')?.[1] ?? '';
    expect((await fetch(service.url + path)).status).toBe(200);
    const [before] = await service.rows(
      'SELECT state FROM notifications.subscriptions WHERE person_id = $1',
      [keys.personIdOf(email)],
    );
    expect(before).toEqual({ state: 'confirmed' });

    expect((await post(path, 'List-Unsubscribe=One-Click', FORM)).status).toBe(200);
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    expect((await fetch(service.url + path, { method: 'POST', body: form })).status).toBe(200);
    await passes(24 * 10);
    expect(await mailsTo(email)).toHaveLength(2);
    const consents = await service.rows<{ fact: string }>(
      'SELECT fact FROM notifications.consents WHERE person_id = $1 ORDER BY id',
      [keys.personIdOf(email)],
    );
    expect(consents.map(({ fact }) => fact)).toEqual(['requested', 'confirmed', 'withdrawn']);
  });

  it('refuses a token that nobody signed', async () => {
    expect((await post('/v1/unsubscribe/abc.def.ghi', 'List-Unsubscribe=One-Click', FORM)).status).toBe(401);
  });
});

describe('a mail', () => {
  it('is not put off when its person becomes known just while it is looked at', async () => {
    for (let nth = 0; nth < 10; nth++) {
      const email = `race-${nth}@example.org`;
      const personId = keys.personIdOf(email);
      const confirmed = enrolls(email);
      await service.hear(enrollmentPersonDescribed, { personId, email, name: 'Race' });
      await confirmed;
      expect(await mailsTo(email)).toHaveLength(1);
    }
  });

  it('waits for the address of its person, whichever is told first', async () => {
    const email = 'late@example.org';
    await enrolls(email);
    expect(await mailsTo(email)).toEqual([]);
    await service.hear(enrollmentPersonDescribed, { personId: keys.personIdOf(email), email, name: 'Late' });
    expect(await subjects(email)).toHaveLength(1);
  });

  it('that is transactional goes again with the same Message-ID when its sender was lost; a follow-up never does', async () => {
    const [email, reader] = ['crash@example.org', newId()];
    await read(reader);
    await subscribe(email, reader);
    await confirm(email);
    await passes(24);
    const sent = await mailsTo(email);
    expect(sent).toHaveLength(2);
    // As a crash between handing the mail over and recording it would leave them.
    await service.rows(
      `UPDATE notifications.messages SET state = 'submitting', sent_at = NULL, due_at = $2 WHERE person_id = $1`,
      [keys.personIdOf(email), new Date(service.clock.now().getTime() + 10 * 60_000)],
    );
    await service.rows(`UPDATE notifications.subscriptions SET state = 'requested' WHERE person_id = $1`, [
      keys.personIdOf(email),
    ]);
    await passes(1);
    const after = await mailsTo(email);
    expect(after.map(({ messageId }) => messageId)).toEqual(
      [...sent, sent[0]].map((mail) => mail?.messageId),
    );
    const [followUp] = await service.rows(
      `SELECT state, reason FROM notifications.messages WHERE person_id = $1 AND purpose = 'follow-up'`,
      [keys.personIdOf(email)],
    );
    expect(followUp).toEqual({ state: 'uncertain', reason: 'sender-lost' });
  });
});

describe('signing in', () => {
  it('works once by the link or the code of the mail, and gives up after five wrong codes', async () => {
    const email = 'member@example.org';
    await service.hear(enrollmentPersonDescribed, { personId: keys.personIdOf(email), email, name: null });
    const ask = () => post('/v1/sign-in-links', { email });
    expect((await ask()).status).toBe(202);
    const [mail] = await mailsTo(email);
    const token = /sign-in\?token=(\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
    const code = /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? '';
    const wrong = code === '000000' ? '000001' : '000000';
    expect((await post('/v1/sign-ins', { email, code: wrong })).status).toBe(401);
    const answers = await Promise.all([post('/v1/sign-ins', { token }), post('/v1/sign-ins', { token })]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401]);
    expect((await post('/v1/sign-ins', { email, code })).status).toBe(401);

    await ask();
    const second = /\b\d{6}\b/.exec((await mailsTo(email)).at(-1)?.text ?? '')?.[0] ?? '';
    const bad = second === '000000' ? '000001' : '000000';
    for (let tries = 0; tries < 5; tries++) await post('/v1/sign-ins', { email, code: bad });
    expect((await post('/v1/sign-ins', { email, code: second })).status).toBe(401);

    await ask();
    const third = /\b\d{6}\b/.exec((await mailsTo(email)).at(-1)?.text ?? '')?.[0] ?? '';
    expect((await post('/v1/sign-ins', { email, code: third })).status).toBe(401); // asking again gives no more tries
    await ask();
    expect(await mailsTo(email)).toHaveLength(3); // nor more than three mails in an hour
    await passes(1);
    await ask();
    const later = /\b\d{6}\b/.exec((await mailsTo(email)).at(-1)?.text ?? '')?.[0] ?? '';
    expect((await post('/v1/sign-ins', { email, code: later })).status).toBe(200);
  });

  it('tells nobody whether an address is known, and mails only who is', async () => {
    const answer = await post('/v1/sign-in-links', { email: 'stranger@example.org' });
    expect(answer.status).toBe(202);
    expect(await mailsTo('stranger@example.org')).toEqual([]);
  });
});

describe('the funnel', () => {
  it('counts readers, subscribers and enrollments of the article, for operators only', async () => {
    const answer = await fetch(`${service.url}/v1/funnels?by=article`, {
      headers: { authorization: `Bearer ${TEST_OPERATOR_KEY}` },
    });
    const { data } = (await answer.json()) as { data: Record<string, unknown>[] };
    // Who came from no article that is known is not counted.
    const confirmed = (await service.published(subscriptionConfirmed.type)).filter(
      ({ readerId }) => readerId !== null,
    );
    expect(data).toMatchObject([
      { articleId, slug: 'need-an-ally', subscriptions: confirmed.length, enrollments: 2 },
    ]);
    expect((await fetch(`${service.url}/v1/funnels`)).status).toBe(401);
  });
});
