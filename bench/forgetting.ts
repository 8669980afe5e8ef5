import { Client } from 'pg';
import { z } from 'zod';
import { SystemClock } from '#libs/clock';
import { defineEvent } from '#libs/contracts';
import { Database, newId } from '#libs/database';
import {
  DeadLetters,
  EVENT_MIGRATIONS,
  EventConsumer,
  Outbox,
  PostgresEventLog,
  Relay,
  type EventContext,
  type LoggedEvent,
} from '#libs/events';
import { HandOver } from '../tools/event-logs/hand-over.js';
import { cpuMsOf, ownCpuMs } from './measuring/cpu-and-memory.js';
import { benchmark } from './measuring/report.js';
import { interleave, rounded, type Round } from './measuring/rounds.js';

/** As many as a service handles in months; `ALLY_BENCH_ROWS=10000000` is the long form. */
const ROWS = Number(process.env.ALLY_BENCH_ROWS ?? 1_000_000);
const CLIENTS = 4;
const ROUNDS = 4;
const ROUND_MS = 1_500;
const FILLED_AT_ONCE = 250_000;

const changed = defineEvent({
  type: 'probe.account.changed',
  topic: 'probe.account.v1',
  key: 'accountId',
  data: { accountId: z.string(), version: z.int() },
});

/**
 * What a commit costs that marks an event as handled and tells of a fact, beside all that was handled and told before.
 */
await benchmark(async ({ postgres, databaseUrl, afterwards }) => {
  const full = new URL(databaseUrl);
  full.pathname = '/full';
  await onConnection(databaseUrl, (client) => client.query('CREATE DATABASE "full"'));
  const services = {
    empty: await service(databaseUrl, afterwards),
    full: await service(full.href, afterwards),
  };
  await onConnection(full.href, fill);
  const forgotten = { handled: 0, told: 0, seconds: 0 };
  const forgetting = async (): Promise<Round> => {
    let isOver = false;
    const { log, consumer } = services.full;
    const began = performance.now();
    const both = Promise.all([log.forget(() => isOver), consumer.forget(() => isOver)]);
    const round = await commits(services.full);
    isOver = true;
    const [told, handled] = await both;
    forgotten.told += told;
    forgotten.handled += handled;
    forgotten.seconds += (performance.now() - began) / 1000;
    return round;
  };
  for (const each of Object.values(services)) await commits(each);
  const figures = await interleave(
    [
      { name: `beside ${ROWS} handled and as many told`, round: () => commits(services.full) },
      { name: 'while those are being forgotten', round: forgetting },
      { name: 'ceiling: empty', round: () => commits(services.empty) },
    ],
    ROUNDS,
    { node: async () => ownCpuMs(), postgres: () => cpuMsOf(postgres.pid) },
  );
  const { handled, told, seconds } = forgotten;
  return {
    unit: `One commit with an inbox row and a fact in the outbox, by ${CLIENTS} clients at once, with fsync on.`,
    ceiling:
      'The same commits in another database of the same server, where inbox and log hold nothing else.',
    figures,
    notes: {
      'forgotten meanwhile': `${handled} handled and ${told} told, ${rounded((handled + told) / seconds, 0)} a second`,
    },
  };
});

interface Service {
  readonly log: PostgresEventLog;
  readonly consumer: EventConsumer;
  commit(): Promise<void>;
}

/** A service whose handler tells of another fact; the benchmark itself hands events over to it. */
async function service(url: string, afterwards: (undo: () => unknown) => void): Promise<Service> {
  const database = await Database.connect({
    url,
    schema: 'probe',
    poolSize: CLIENTS + 2,
    migrations: EVENT_MIGRATIONS,
  });
  afterwards(() => database.close());
  const log = await PostgresEventLog.open(url);
  afterwards(() => log.close());
  const relay = new Relay(database, log);
  const outbox = new Outbox(new SystemClock(), relay);
  const given = new HandOver(log);
  const consumer = new EventConsumer('probe', Symbol('probe'), given, database, new DeadLetters(database));
  consumer.addHandler(
    changed.type,
    async (_: unknown, { transaction }: EventContext) =>
      outbox.append(transaction, changed, { accountId: newId(), version: 1 }),
    true,
    { consumer: 'tell' },
  );
  await new Promise<void>((resolve, reject) =>
    consumer.listen((error) => (error === undefined ? resolve() : reject(error))),
  );
  afterwards(() => consumer.close());
  relay.onApplicationBootstrap();
  afterwards(() => relay.beforeApplicationShutdown());
  return { log, consumer, commit: () => given.deliver([eventOf(newId())]) };
}

function eventOf(account: string): LoggedEvent {
  const { type, topic, version: schemaVersion } = changed;
  const data = { accountId: account, version: 1 };
  return {
    id: newId(),
    topic,
    type,
    schemaVersion,
    key: account,
    occurredAt: new Date(),
    data,
    traceparent: null,
  };
}

async function commits({ commit }: Service): Promise<Round> {
  const began = performance.now();
  const latencies: number[] = [];
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      for (let start = began; start - began < ROUND_MS; start = performance.now()) {
        await commit();
        latencies.push(performance.now() - start);
      }
    }),
  );
  return { units: latencies.length, seconds: (performance.now() - began) / 1000, latencies };
}

/** What was handled, and what was told, two months to one month ago. */
async function fill(client: Client): Promise<void> {
  const id = (schema: number) =>
    `(lpad(to_hex((extract(epoch FROM now() - interval '60 days') * 1000 + n)::bigint), 12, '0') || '7000800${schema}'
      || lpad(to_hex(n), 12, '0'))::uuid`;
  await client.query('INSERT INTO event_log.topics (name) VALUES ($1) ON CONFLICT DO NOTHING', [
    changed.topic,
  ]);
  for (let from = 1; from <= ROWS; from += FILLED_AT_ONCE) {
    const n = `generate_series(${from}, ${Math.min(ROWS, from + FILLED_AT_ONCE - 1)}) n`;
    await client.query(
      `INSERT INTO probe.inbox (consumer, event_id, topic, key, handled_at)
       SELECT 'probe.tell', ${id(0)}, '${changed.topic}', gen_random_uuid(), now() - interval '30 days' FROM ${n}`,
    );
    await client.query(
      `INSERT INTO event_log.events (topic, "offset", id, type, key, occurred_at, data, appended_at)
       SELECT '${changed.topic}', n - 1, ${id(1)}, '${changed.type}', gen_random_uuid(), now(),
         jsonb_build_object('accountId', gen_random_uuid(), 'version', 1), now() - interval '30 days' FROM ${n}`,
    );
  }
  await client.query('UPDATE event_log.topics SET next_offset = $1 WHERE name = $2', [ROWS, changed.topic]);
  await client.query('VACUUM ANALYZE probe.inbox, event_log.events');
  await client.query('CHECKPOINT');
}

async function onConnection(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
