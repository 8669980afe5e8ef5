import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { Pool } from 'pg';
import { Clock, SystemClock } from '#libs/clock';
import { newId } from '#libs/database';
import { PostgresEventLog } from '#libs/events';
import { FolderStore } from '#libs/files';
import { PostgresJobBackend } from '#libs/jobs';
import { runProcess } from '#libs/process';
import { SendDueMessages } from '../../apps/notifications/src/messages/send-due-messages.js';
import { mailMessage } from '../../apps/notifications/src/messages/transport/mail-message.js';
import type {
  MailTransport,
  OutgoingMail,
} from '../../apps/notifications/src/messages/transport/mail-transport.js';
import { SmtpTransport } from '../../apps/notifications/src/messages/transport/smtp-transport.js';
import { soloServices } from '../../apps/solo/src/solo-services.js';
import { answerQuestions } from '../measuring/child-process.js';

/** As many mails at a time, over as many connections, as Ally sends. */
const BATCH = 20;
const SMTP_CONNECTIONS = 5;
const POOL = 8;

const QUEUE = `WITH people AS (
    INSERT INTO people (person_id, email, name)
    SELECT gen_random_uuid(), 'bench-' || nth || '@example.org', 'Bench' FROM generate_series(1, $1) AS nth
    RETURNING person_id
  )
  INSERT INTO messages (id, person_id, template, purpose, cause, content, state, due_at, queued_at)
  SELECT gen_random_uuid(), person_id, 'receipt', 'transactional', gen_random_uuid(), $2, 'queued', $3, $3 FROM people`;
const CLAIM = `UPDATE messages SET state = 'submitting', due_at = $1, attempts = attempts + 1
  WHERE id IN (SELECT id FROM messages WHERE due_at <= $2 ORDER BY due_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
  RETURNING id, person_id AS "personId"`;
const SETTLE = `WITH settled AS (
    UPDATE messages SET state = 'sent', due_at = NULL, sent_at = $2 WHERE id = $1
  )
  INSERT INTO outbox (id, topic, type, key, occurred_at, data)
  VALUES ($3, 'notifications.message.v1', 'notifications.message.sent', $1::uuid::text, $2, $4)`;

const stops: (() => unknown)[] = [];
const ways: Record<string, () => Promise<void>> = {};
let pool: Pool;

/** The test says when something is sent; a sweep in between would take it away. */
class QuietJobs extends PostgresJobBackend {
  override worker(name: string, options: Parameters<PostgresJobBackend['worker']>[1]) {
    return super.worker(name, { ...options, process: async () => undefined });
  }
}

/** @param smtpPort of a mail server on this machine. */
async function start({
  databaseUrl,
  folder,
  smtpPort,
}: {
  databaseUrl: string;
  folder: string;
  smtpPort: number;
}) {
  const clock = new SystemClock();
  const host = '127.0.0.1';
  const { notifications } = soloServices({
    databaseUrl,
    publicUrl: 'http://bench.test',
    instanceKey: Buffer.alloc(32, 7),
    operatorKey: 'ally_test_for_the_benchmark',
    holdMinutes: 15,
    host,
  });
  const eventLog = await PostgresEventLog.open(databaseUrl);
  stops.push(() => eventLog.close());
  const fileStore = new FolderStore(join(folder, 'files'));
  const parts = { clock, eventLog, jobBackend: new QuietJobs(databaseUrl), fileStore };
  const running = await runProcess([notifications], parts, { host, port: 0 });
  stops.push(() => running.stop());
  pool = new Pool({ connectionString: databaseUrl, max: POOL, options: '-c search_path=notifications' });
  stops.push(() => pool.end());
  const sender = running.part(notifications, SendDueMessages);
  const by = (transport: MailTransport): SendDueMessages =>
    Object.create(sender, { transport: { value: transport } });
  const mails: OutgoingMail[] = [];
  const nowhere: MailTransport = { send: async (mail) => void (mails[0] ??= mail) };
  const smtp = smtpTransport(smtpPort, clock);
  stops.push(() => smtp.onModuleDestroy());
  const bare = createTransport({
    host,
    port: smtpPort,
    ignoreTLS: true,
    pool: true,
    maxConnections: SMTP_CONNECTIONS,
    maxMessages: 100,
  });
  stops.push(() => bare.close());
  ways['nowhere'] = () => by(nowhere).run();
  ways['smtp'] = () => by(smtp).run();
  ways['bare'] = () =>
    sendBare(clock, async (to) => {
      const [mail] = mails;
      if (mail === undefined) throw new Error('The first mails go nowhere: one of them is sent again');
      await bare.sendMail(mailMessage({ ...mail, to: { name: 'Bench', address: to } }, clock.now()));
    });
}

function smtpTransport(port: number, clock: Clock): SmtpTransport {
  return new SmtpTransport(
    {
      host: '127.0.0.1',
      port,
      tls: 'if-offered',
      envelopeFrom: 'bounces@bench.test',
      connections: SMTP_CONNECTIONS,
      mailsPerConnection: 100,
      connectMs: 5_000,
      greetingMs: 5_000,
      silenceMs: 5_000,
    },
    clock,
  );
}

/** One statement claims a batch and one settles each mail; nothing is rendered, looked up or decided. */
async function sendBare(clock: Clock, send: (to: string) => Promise<void>): Promise<void> {
  for (;;) {
    const now = clock.now();
    const claim = { name: 'claim', text: CLAIM, values: [new Date(now.getTime() + 600_000), now] };
    const { rows } = await pool.query<{ id: string; personId: string }>(claim);
    await Promise.all(
      rows.map(async ({ id, personId }, nth) => {
        await send(`bench-${nth}@example.org`);
        const data = { messageId: id, personId, template: 'receipt', runId: null };
        await pool.query({ name: 'settle', text: SETTLE, values: [id, clock.now(), newId(), data] });
      }),
    );
    if (rows.length < BATCH) return;
  }
}

/** Queues messages, and sends them all in one of the ways. @returns how many seconds the sending took. */
async function send({ way, count }: { way: string; count: number }): Promise<number> {
  const unitPrice = { amount: 4_500, currency: 'USD' };
  const content = {
    template: 'receipt',
    orderId: newId(),
    lines: [
      { kind: 'seat', itemId: newId(), description: 'Need an ally, Jan 1, 2099', quantity: 2, unitPrice },
    ],
    total: { amount: 9_000, currency: 'USD' },
    paidAt: new Date().toISOString(),
  };
  await pool.query(QUEUE, [count, content, new Date()]);
  const began = performance.now();
  await ways[way]?.();
  return (performance.now() - began) / 1000;
}

answerQuestions({ start, send }, async () => {
  for (const stop of stops.toReversed()) await stop();
});
