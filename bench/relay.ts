import { setTimeout as pause } from 'node:timers/promises';
import type { Message } from 'kafkajs';
import { z } from 'zod';
import { defineEvent } from '#libs/contracts';
import { Database, newId } from '#libs/database';
import { EVENT_MIGRATIONS, Relay, toMessage, type EventLog } from '#libs/events';

import { cpuMsOf, ownCpuMs } from './measuring/cpu-and-memory.js';
import { benchKafka } from './measuring/kafka.js';
import { openBenchLog } from './measuring/open-bench-log.js';
import { benchmark } from './measuring/report.js';
import { interleave, type Arm, type Round } from './measuring/rounds.js';
import { bareKafka, BareProducer } from './servers/bare-kafka.js';

/** `ALLY_BENCH_ROWS=1000000` is the long form. */
const ROWS = Number(process.env.ALLY_BENCH_ROWS ?? 60_000);
const ROUNDS = 3;
/** As many as the relay takes at once from a backlog. */
const BATCH = 2_000;
/** Messages of the bare client are made before; after these it sends the same again. */
const READY_BATCHES = 10;
const LOOK_AGAIN_MS = 20;
const READER = 'reader';

const moved = defineEvent({
  type: 'probe.parcel.moved',
  topic: 'probe.parcel.v1',
  key: 'parcelId',
  data: { parcelId: z.string(), from: z.string(), to: z.string(), number: z.int() },
});

/** An outbox that has filled up while the log was away is emptied. */
await benchmark(async (bench) => {
  const { postgres, databaseUrl, afterwards } = bench;
  const kafka = await benchKafka(bench);
  const database = await Database.connect({
    url: databaseUrl,
    schema: 'probe',
    poolSize: 4,
    migrations: EVENT_MIGRATIONS,
  });
  afterwards(() => database.close());
  const logs: EventLog[] = [];
  const open = async (kafkaBrokers: readonly string[]) => {
    const log = await openBenchLog(databaseUrl, kafkaBrokers, 'relay');
    afterwards(() => log.close());
    logs.push(log);
    return log;
  };
  const byRelay = (name: string, log: EventLog): Arm => ({
    name,
    prepare: () => fill(database),
    round: () => empty(database, log),
  });
  const arms = [byRelay('outbox to PostgreSQL', await open([]))];
  const hasCeiling = kafka.brokers.length > 0;
  if (hasCeiling) {
    const topic = `bare-${newId()}`;
    const bare = await BareProducer.open(bareKafka(kafka.brokers), topic);
    afterwards(() => bare.close());
    const batches = readyBatches();
    arms.push(byRelay('outbox to Kafka', await open(kafka.brokers)), {
      name: 'ceiling: bare kafkajs',
      round: () => sendBare(bare, topic, batches),
    });
  }
  for (const arm of arms) {
    await arm.prepare?.();
    await arm.round();
  }
  for (const log of logs) await readAll(log);
  const figures = await interleave(arms, ROUNDS, {
    node: async () => ownCpuMs(),
    postgres: () => cpuMsOf(postgres.pid),
    kafka: () => kafka.cpuMs(),
  });
  for (const log of logs) await assertTold(log, ROUNDS * ROWS);
  return {
    unit: `One of ${ROWS} facts that wait in the outbox, moved to the log by the relay; fsync on in PostgreSQL.`,
    ceiling: hasCeiling
      ? `The same messages, ready made, from memory by bare kafkajs: idempotent, acks from all, ${BATCH} at a time.`
      : 'None: it would be bare kafkajs.',
    figures: hasCeiling ? figures : figures.map((figure) => ({ ...figure, percentOfCeiling: null })),
    notes: kafka.notes,
  };
});

async function fill(database: Database): Promise<void> {
  await database.query(
    `INSERT INTO outbox (id, topic, type, key, occurred_at, data, traceparent)
     SELECT gen_random_uuid(), $1, $2, 'parcel-' || n % 1000, clock_timestamp(),
       jsonb_build_object('parcelId', 'parcel-' || n % 1000, 'from', 'the depot at the harbour', 'to', 'its reader',
         'number', n), '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
     FROM generate_series(1, $3::int) n`,
    [moved.topic, moved.type, ROWS],
  );
}

async function empty(database: Database, log: EventLog): Promise<Round> {
  const relay = new Relay(database, log);
  const began = performance.now();
  relay.onApplicationBootstrap();
  while (!(await relay.isIdle())) await pause(LOOK_AGAIN_MS);
  const seconds = (performance.now() - began) / 1000;
  await relay.beforeApplicationShutdown();
  return { units: ROWS, seconds, latencies: [] };
}

/** Of the log's readers, one that has read what there is: what comes later is its lag. */
async function readAll(log: EventLog): Promise<void> {
  const reading = await log.subscribe({
    group: READER,
    topics: [moved.topic],
    deliver: async () => undefined,
  });
  while (!(await reading.caughtUp())) await pause(LOOK_AGAIN_MS);
  await reading.close();
}

/** @throws when the log has been told of less since then: the outbox alone does not say where its rows went. */
async function assertTold(log: EventLog, facts: number): Promise<void> {
  const told = (await log.lag(READER)).reduce((sum, { events }) => sum + events, 0);
  if (told < facts) throw new Error(`The log has been told of ${told} facts instead of ${facts}`);
}

function readyBatches(): Message[][] {
  return Array.from({ length: READY_BATCHES }, (_, nth) =>
    Array.from({ length: BATCH }, (_place, place) => messageOf(nth * BATCH + place)),
  );
}

async function sendBare(producer: BareProducer, topic: string, batches: Message[][]): Promise<Round> {
  const began = performance.now();
  let units = 0;
  for (; units < ROWS; units += BATCH)
    await producer.send(topic, batches[(units / BATCH) % READY_BATCHES] ?? []);
  return { units, seconds: (performance.now() - began) / 1000, latencies: [] };
}

function messageOf(number: number): Message {
  const { type, topic, version: schemaVersion } = moved;
  const key = `parcel-${number % 1000}`;
  const data = { parcelId: key, from: 'the depot at the harbour', to: 'its reader', number };
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  return toMessage({
    id: newId(),
    topic,
    type,
    schemaVersion,
    key,
    occurredAt: new Date(),
    data,
    traceparent,
  });
}
