import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import ICAL from 'ical.js';
import { enrollmentConfirmed, enrollmentHeld, enrollmentPersonDescribed, messageSent } from '#libs/contracts';
import { Database, newId } from '#libs/database';
import { KeyRing } from '#libs/identity';
import { publishOffer, type Offer } from '../../../../test/support/publish-offer.js';
import { runService, TEST_KEY, type RunningService } from '../../../../test/support/run-service.js';
import { CERTIFICATE, reply, startSmtpSink, type SmtpSink } from '../../../../test/support/smtp-sink.js';
import { NotificationsModule } from '../notifications.module.js';
import { ATTEMPTS_AT_MOST, COMES_FROM, type MessageState } from './message.js';
import { MessageRepository } from './message.repository.js';
import { SendDueMessages } from './send-due-messages.js';

const MINUTE = 60_000;
const keys = new KeyRing(TEST_KEY);
let service: RunningService;
let sink: SmtpSink;
let offer: Offer;
/** What the mail server does with a recipient, and with a mail that it has got whole; reset after each test. */
let onRecipient: () => Error | null = () => null;
let onTaken: () => void | Promise<void> = () => undefined;
let complaints: ReturnType<typeof jest.spyOn>;
let warnings: ReturnType<typeof jest.spyOn>;

beforeAll(async () => {
  sink = await startSmtpSink({
    onTaken: () => onTaken(),
    onRcptTo: (_address, _session, done) => done(onRecipient()),
  });
  service = await runService(
    (databaseUrl) =>
      NotificationsModule.register({
        databaseUrl,
        publicUrl: 'http://ally.test',
        instanceKey: TEST_KEY,
        operatorKey: 'ally_test_operator_key',
        mailboxIsOpen: true,
        foundation: { name: 'Wright', email: 'hello@ally.test', postalAddress: '1 Main St, Chicago' },
        smtp: {
          host: '127.0.0.1',
          port: sink.port,
          tls: 'required',
          ca: CERTIFICATE,
          envelopeFrom: 'bounces@ally.test',
          connections: 2,
          mailsPerConnection: 100,
          connectMs: 2_000,
          greetingMs: 2_000,
          silenceMs: 2_000,
        },
      }),
    new Date('2026-12-01T12:00:00Z'),
  );
  offer = await publishOffer(service);
});

afterAll(async () => {
  await service.stop();
  await sink.close();
});

beforeEach(() => {
  complaints = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  warnings = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
});

afterEach(() => {
  onRecipient = () => null;
  onTaken = () => undefined;
  complaints.mockRestore();
  warnings.mockRestore();
});

interface Row {
  id: string;
  state: MessageState;
  reason: string | null;
  attempts: number;
  unanswered: number;
  dueInMinutes: number | null;
}

/** The messages to somebody, oldest first. */
async function ledger(email: string): Promise<Row[]> {
  await service.time.settle();
  return service.rows<Row>(
    `SELECT id, state, reason, attempts, unanswered, extract(epoch FROM due_at - $2)::float / 60 AS "dueInMinutes"
     FROM notifications.messages WHERE person_id = $1 ORDER BY id`,
    [keys.personIdOf(email), service.clock.now()],
  );
}

const mailsTo = (email: string) => sink.received.filter(({ to }) => to.includes(email));

async function passes(minutes: number): Promise<void> {
  await service.time.advanceTo(new Date(service.clock.now().getTime() + minutes * MINUTE));
}

/** A seat is confirmed: the person gets a mail with a calendar file. */
async function takesASeat(email: string, name = 'Ada'): Promise<void> {
  const personId = keys.personIdOf(email);
  await service.hear(enrollmentPersonDescribed, { personId, email, name });
  await service.hear(enrollmentConfirmed, {
    enrollmentId: newId(),
    version: 2,
    sessionId: offer.sessionId,
    workshopId: offer.workshopId,
    personId,
    seats: 1,
    via: null,
    epoch: 1,
    orderId: null,
    price: { amount: 0, currency: 'USD' },
  });
}

/** Reads, subscribes and says yes by the mail: a follow-up comes a day later. */
async function subscribes(email: string): Promise<void> {
  const json = { 'content-type': 'application/json' };
  await fetch(`${service.url}/v1/subscriptions`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ email, name: 'Ada', topics: ['articles'], via: offer.articleId }),
  });
  await service.time.settle();
  const text = mailsTo(email).at(-1)?.mail.text ?? '';
  const link = /http:\/\/ally\.test(\/subscriptions\/\S+)/.exec(text)?.[1] ?? 'no link';
  const page = await (await fetch(service.url + link)).text();
  const action = /action="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? 'no form';
  const answer = await fetch(service.url + action, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(answer.status).toBe(200);
}

describe('a mail that the server takes', () => {
  it('is sent, with a calendar file that another library reads as the session says', async () => {
    await takesASeat('taken@example.org', 'Zoë Łukasiewicz');
    expect(await ledger('taken@example.org')).toMatchObject([
      { state: 'sent', attempts: 1, unanswered: 0, reason: null, dueInMinutes: null },
    ]);
    const [got] = mailsTo('taken@example.org');
    expect(got).toMatchObject({ from: 'bounces@ally.test', isEncrypted: true });
    expect(got?.mail.text).toContain('Zoë Łukasiewicz');
    expect(got?.mail.headers.get('auto-submitted')).toBe('auto-generated');
    const [file] = got?.mail.attachments ?? [];
    expect(file).toMatchObject({ contentType: 'text/calendar', filename: 'workshop.ics' });
    const calendar = new ICAL.Component(ICAL.parse(file?.content.toString('utf8') ?? ''));
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
    const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone') ?? undefined);
    const [event] = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
    if (event === undefined) throw new Error('no event');
    event.startDate.zone = zone;
    expect(event.summary).toBe('Ask for it');
    expect(event.location).toBe('Room 4');
    expect(new Date(event.startDate.toUnixTime() * 1000).toISOString()).toBe(offer.startsAt);
  });

  it('leads a follow-up on with its way out in the headers, in the text and in the HTML', async () => {
    await subscribes('reader@example.org');
    await passes(24 * 60);
    const got = mailsTo('reader@example.org').at(-1);
    const unfolded = got?.raw.replace(/\r\n[ \t]+/g, ' ') ?? '';
    const link = /^List-Unsubscribe: <(\S+)>\r$/m.exec(unfolded)?.[1] ?? 'none';
    expect(unfolded).toContain('\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
    expect(got?.mail.text).toContain(link);
    expect(got?.mail.html).toContain(`href="${link}"`);
    const answer = await fetch(service.url + new URL(link).pathname, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(answer.status).toBe(200);
  });

  it('is handed over while no transaction is open', async () => {
    let open: unknown[] = ['not looked'];
    onTaken = async () => {
      open = await service.rows(
        `SELECT query FROM pg_stat_activity WHERE datname = current_database()
         AND application_name = 'ally notifications' AND state LIKE 'idle in transaction%'`,
      );
    };
    await takesASeat('outside@example.org');
    await ledger('outside@example.org');
    expect(open).toEqual([]);
  });

  it('goes once, however many look at once', async () => {
    const send = service.get(SendDueMessages);
    const people = Array.from({ length: 3 }, (_, nth) => `once-${nth}@example.org`);
    onRecipient = () => reply(450);
    for (const email of people) await takesASeat(email);
    onRecipient = () => null;
    service.clock.moveTo(new Date(service.clock.now().getTime() + MINUTE));
    await Promise.all([send.run(), send.run(), send.run(), send.run()]);
    for (const email of people) {
      expect(await ledger(email)).toMatchObject([{ state: 'sent', attempts: 2 }]);
      expect(mailsTo(email)).toHaveLength(1);
    }
  });

  it('when the fate of one cannot be recorded, then those beside it are still seen to their end', async () => {
    const send = service.get(SendDueMessages);
    const [unlucky, beside] = ['unlucky@example.org', 'beside@example.org'];
    onRecipient = () => reply(450);
    for (const email of [unlucky, beside]) await takesASeat(email);
    const [first] = await ledger(unlucky);
    onRecipient = () => null;
    // By then nothing could be written of the unlucky one.
    onTaken = async () => {
      if (sink.received.at(-1)?.to.includes(beside) === true) await pause(300);
    };
    await service.rows(`ALTER TABLE notifications.messages ADD CONSTRAINT unrecordable
      CHECK (id <> '${first?.id}' OR state <> 'sent') NOT VALID`);
    service.clock.moveTo(new Date(service.clock.now().getTime() + MINUTE));
    await expect(send.run()).rejects.toThrow('unrecordable');
    const states = await service.rows(
      'SELECT state FROM notifications.messages WHERE person_id = ANY ($1) ORDER BY state',
      [[unlucky, beside].map((email) => keys.personIdOf(email))],
    );
    await service.rows('ALTER TABLE notifications.messages DROP CONSTRAINT unrecordable');
    expect(states).toEqual([{ state: 'sent' }, { state: 'submitting' }]);
    await passes(10);
    expect(await ledger(unlucky)).toMatchObject([{ state: 'sent', attempts: 3, unanswered: 1 }]);
  });
});

describe('a mail that the server puts off', () => {
  it('goes again after a minute, then two, as the same message', async () => {
    const email = 'greylisted@example.org';
    onRecipient = () => reply(450);
    await takesASeat(email);
    expect(await ledger(email)).toMatchObject([
      { state: 'queued', reason: 'deferred 450', attempts: 1, dueInMinutes: 1 },
    ]);
    await passes(1);
    expect(await ledger(email)).toMatchObject([{ state: 'queued', attempts: 2, dueInMinutes: 2 }]);
    onRecipient = () => null;
    await passes(2);
    const [message] = await ledger(email);
    expect(message).toMatchObject({ state: 'sent', attempts: 3, reason: null });
    expect(mailsTo(email).map(({ mail }) => mail.messageId)).toEqual([`<${message?.id}@ally.test>`]);
  });

  it('is given up in the end, and said to be so', async () => {
    const email = 'put-off@example.org';
    onRecipient = () => reply(450);
    await takesASeat(email);
    await service.rows('UPDATE notifications.messages SET attempts = $2 WHERE person_id = $1', [
      keys.personIdOf(email),
      ATTEMPTS_AT_MOST - 1,
    ]);
    await passes(1);
    const [message] = await ledger(email);
    expect(message).toMatchObject({ state: 'failed', reason: 'deferred 450', dueInMinutes: null });
    expect(complaints).toHaveBeenCalledWith(
      `Message ${message?.id} (seat-confirmed) is given up as failed after ${ATTEMPTS_AT_MOST} attempts: deferred 450`,
    );
  });
});

describe('a mail that the server refuses', () => {
  it('has failed, is not tried again, and nothing says that it was sent', async () => {
    const email = 'nobody@example.org';
    onRecipient = () => reply(550);
    await takesASeat(email);
    onRecipient = () => null;
    await passes(24 * 60);
    const [message] = await ledger(email);
    expect(message).toMatchObject({ state: 'failed', reason: 'recipient-refused 550', attempts: 1 });
    expect(mailsTo(email)).toEqual([]);
    const sent = await service.published(messageSent.type);
    expect(sent.filter(({ messageId }) => messageId === message?.id)).toEqual([]);
  });

  it('is not quoted in the log, where the address would stand', async () => {
    onRecipient = () => reply(550, 'no such user secret-name@example.org');
    await takesASeat('secret-name@example.org');
    await ledger('secret-name@example.org');
    const logged = JSON.stringify([complaints.mock.calls, warnings.mock.calls]);
    expect(logged).toContain('recipient-refused 550');
    expect(logged).not.toContain('secret-name');
  });
});

describe('a mail that may have gone', () => {
  it('goes again after ten minutes under the same Message-ID when it is transactional', async () => {
    const email = 'receipt@example.org';
    onTaken = () => sink.cut();
    await takesASeat(email);
    expect(await ledger(email)).toMatchObject([
      { state: 'uncertain', reason: expect.stringContaining('no-answer'), unanswered: 1, dueInMinutes: 10 },
    ]);
    onTaken = () => undefined;
    await passes(9);
    expect(mailsTo(email)).toHaveLength(1);
    await passes(1);
    expect(await ledger(email)).toMatchObject([{ state: 'sent', attempts: 2, unanswered: 1 }]);
    const ids = mailsTo(email).map(({ mail }) => mail.messageId);
    expect(ids).toEqual([ids[0], ids[0]]);
  });

  it('goes three times at most', async () => {
    const email = 'hung-up@example.org';
    onTaken = () => sink.cut();
    await takesASeat(email);
    await passes(24 * 60);
    expect(await ledger(email)).toMatchObject([
      { state: 'uncertain', attempts: 3, unanswered: 3, dueInMinutes: null },
    ]);
    expect(mailsTo(email)).toHaveLength(3);
  });

  it('never goes again when it is a follow-up, and the journey goes on as if it had arrived', async () => {
    const email = 'follow-up@example.org';
    await subscribes(email);
    onTaken = () => sink.cut();
    await passes(24 * 60);
    onTaken = () => undefined;
    expect((await ledger(email)).at(-1)).toMatchObject({ state: 'uncertain', dueInMinutes: null });
    await passes(24 * 60);
    expect(mailsTo(email)).toHaveLength(2);
    await passes(2 * 24 * 60);
    expect(mailsTo(email).at(-1)?.mail.text).toContain('/v1/courses/wright-now');
    expect(mailsTo(email)).toHaveLength(3);
  });

  it('three times by a sender that was lost each time is left at that', async () => {
    const email = 'crashing@example.org';
    await takesASeat(email);
    const personId = keys.personIdOf(email);
    await service.rows(
      `UPDATE notifications.messages
       SET state = 'submitting', sent_at = NULL, due_at = $2, unanswered = 2 WHERE person_id = $1`,
      [personId, new Date(service.clock.now().getTime() + 10 * MINUTE)],
    );
    await passes(10);
    expect(await ledger(email)).toMatchObject([
      { state: 'uncertain', reason: 'sender-lost', unanswered: 3, dueInMinutes: null },
    ]);
    expect(mailsTo(email)).toHaveLength(1);
  });

  it('by a sender that was lost is not forgotten while the mail waits for an address', async () => {
    const email = 'unlisted@example.org';
    await takesASeat(email);
    await ledger(email);
    const personId = keys.personIdOf(email);
    await service.rows(
      `UPDATE notifications.messages
       SET state = 'submitting', sent_at = NULL, due_at = $2 WHERE person_id = $1`,
      [personId, service.clock.now()],
    );
    await service.rows('DELETE FROM notifications.people WHERE person_id = $1', [personId]);
    await service.get(SendDueMessages).run();
    expect(await ledger(email)).toMatchObject([
      { state: 'queued', reason: 'address-unknown', unanswered: 1 },
    ]);
  });
});

describe('a mail that has become pointless while it waited', () => {
  it('asks nobody to pay when it is too late to pay', async () => {
    const email = 'too-late@example.org';
    const personId = keys.personIdOf(email);
    await service.hear(enrollmentPersonDescribed, { personId, email, name: 'Ada' });
    onRecipient = () => reply(450);
    await service.hear(enrollmentHeld, {
      enrollmentId: newId(),
      version: 1,
      sessionId: offer.sessionId,
      workshopId: offer.workshopId,
      personId,
      seats: 1,
      via: null,
      epoch: 1,
      price: { amount: 4_900, currency: 'USD' },
      payableUntil: new Date(service.clock.now().getTime() + MINUTE).toISOString(),
    });
    onRecipient = () => null;
    await passes(1);
    expect(await ledger(email)).toMatchObject([{ state: 'skipped', reason: 'nothing-to-say' }]);
    expect(mailsTo(email)).toEqual([]);
  });

  it('carries no code that signs nobody in any more, and says how long the code still works', async () => {
    const email = 'sign-in@example.org';
    await takesASeat(email);
    const ask = () =>
      fetch(`${service.url}/v1/sign-in-links`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email }),
      });
    onRecipient = () => reply(450);
    await ask();
    await service.time.settle();
    onRecipient = () => null;
    await passes(1);
    expect(mailsTo(email).at(-1)?.mail.text).toContain('14 minutes');
    onRecipient = () => reply(450);
    await ask();
    await passes(20);
    expect((await ledger(email)).at(-1)).toMatchObject({ state: 'skipped', reason: 'nothing-to-say' });
  });
});

describe('the states of a message', () => {
  const states = Object.keys(COMES_FROM) as MessageState[];
  const waits = (state: MessageState) => state === 'queued' || state === 'submitting';

  it.each(states.flatMap((from) => states.map((to) => [from, to] as const)))(
    'from %s to %s',
    async (from, to) => {
      const [id, now] = [newId(), service.clock.now()];
      const later = new Date(now.getTime() + 60 * MINUTE);
      await service.rows(
        `INSERT INTO notifications.messages
           (id, person_id, template, purpose, cause, content, state, attempts, due_at, queued_at, sent_at)
         VALUES ($1, $2, 'receipt', 'transactional', 'cause', '{}', $3, 1, $4, $5, $6)`,
        [id, newId(), from, waits(from) ? later : null, now, from === 'sent' ? now : null],
      );
      const may = COMES_FROM[to].includes(from);
      const messages = service.get(MessageRepository);
      const change = service.get(Database).transaction(async (transaction) => {
        if (to === 'submitting') return (await messages.beginAttempt(transaction, id, later)).id === id;
        return messages.settle(transaction, id, 1, {
          state: to,
          ...(waits(to) && { dueAt: later }),
          ...(to === 'sent' && { sentAt: now }),
        });
      });
      const said = await change.catch((error: Error) => error.message);
      expect(said).toBe(to === 'submitting' && !may ? `Message ${id} is not to be sent` : may);
      const [row] = await service.rows('SELECT state FROM notifications.messages WHERE id = $1', [id]);
      expect(row).toEqual({ state: may ? to : from });
      await service.rows('DELETE FROM notifications.messages WHERE id = $1', [id]);
    },
  );

  it('an attempt that another has overtaken says nothing', async () => {
    const email = 'overtaken@example.org';
    onRecipient = () => reply(450);
    await takesASeat(email);
    onRecipient = () => null;
    await passes(1);
    const [message] = await ledger(email);
    const recorded = await service
      .get(Database)
      .transaction((transaction) =>
        service.get(MessageRepository).settle(transaction, message?.id ?? '', 1, { state: 'failed' }),
      );
    expect(recorded).toBe(false);
    expect(await ledger(email)).toMatchObject([{ state: 'sent', attempts: 2 }]);
  });
});

it('where mails go out, there is no mailbox', async () => {
  for (const path of ['/mailbox', '/mailbox/templates', '/v1/mailbox'])
    expect(await service.app.inject(path)).toMatchObject({ statusCode: 404 });
});
