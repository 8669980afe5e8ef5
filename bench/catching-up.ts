import { Pool } from 'pg';
import { z } from 'zod';
import { defineEvent, type EventOf } from '#libs/contracts';
import { Database, newId } from '#libs/database';
import {
  DeadLetters,
  EVENT_MIGRATIONS,
  EventConsumer,
  PostgresEventLog,
  type EventContext,
  type LoggedEvent,
} from '#libs/events';
import { postgresCpuMs } from './measuring/postgres-process.js';
import { benchmark } from './measuring/report.js';
import { interleave, type Round } from './measuring/rounds.js';

const EVENTS = 10_000;
const ROUNDS = 3;
/** As many as a group has lanes. */
const CONNECTIONS = 4;
const PER_TRANSACTION = 64;

const counted = defineEvent({
  type: 'probe.count.counted',
  topic: 'probe.count.v1',
  key: 'countId',
  data: { countId: z.string(), number: z.int() },
});

/** A service that was away comes back, and handles what has happened meanwhile: each event writes one small row. */
await benchmark(async ({ postgres, databaseUrl, afterwards }) => {
  const database = await Database.connect({
    url: databaseUrl,
    schema: 'probe',
    poolSize: 8,
    migrations: EVENT_MIGRATIONS,
  });
  afterwards(() => database.close());
  const log = await PostgresEventLog.open(databaseUrl);
  afterwards(() => log.close());
  await database.query('CREATE TABLE effects (event_id uuid PRIMARY KEY, number integer NOT NULL)');
  await log.append(Array.from({ length: EVENTS }, (_, nth) => eventOf(nth)));

  const bare = new Pool({ connectionString: databaseUrl, max: CONNECTIONS, options: '-c search_path=probe' });
  afterwards(() => bare.end());

  const timed = async (work: () => Promise<void>): Promise<Round> => {
    await database.query('TRUNCATE effects, inbox');
    const began = performance.now();
    await work();
    const seconds = (performance.now() - began) / 1000;
    const [effects] = await database.query<{ count: number }>('SELECT count(*) FROM effects');
    if (effects?.count !== EVENTS) throw new Error(`${effects?.count} effects instead of ${EVENTS}`);
    return { units: EVENTS, seconds, latencies: [] };
  };
  const arms = [
    { name: 'consumer', round: () => timed(() => consume(log, database)) },
    { name: 'bare, each event alone', round: () => timed(() => writeBare(bare, 1)) },
    {
      name: `ceiling: bare, ${PER_TRANSACTION} together`,
      round: () => timed(() => writeBare(bare, PER_TRANSACTION)),
    },
  ];
  for (const arm of arms) await arm.round();
  return {
    unit: `One of ${EVENTS} events in the log, and its effect: one row beside that of the inbox, with fsync on.`,
    ceiling:
      `The same rows by bare pg over ${CONNECTIONS} connections, events read from the log in pages, ${PER_TRANSACTION} to ` +
      'a transaction, their inbox rows in one statement and each effect in its own (prepared statements).',
    figures: await interleave(arms, ROUNDS, {
      node: async () => {
        const { user, system } = process.cpuUsage();
        return (user + system) / 1000;
      },
      postgres: () => postgresCpuMs(postgres.pid),
    }),
  };
});

function eventOf(number: number): LoggedEvent {
  const { type, topic, version: schemaVersion } = counted;
  const key = `count-${number % 1000}`;
  const data = { countId: key, number };
  return { id: newId(), topic, type, schemaVersion, key, occurredAt: new Date(), data, traceparent: null };
}

async function consume(log: PostgresEventLog, database: Database): Promise<void> {
  await log.rewind('probe');
  let left = EVENTS;
  let done = (): void => undefined;
  const all = new Promise<void>((resolve) => (done = resolve));
  const consumer = new EventConsumer('probe', Symbol('probe'), log, database, new DeadLetters(database));
  consumer.addHandler(
    counted.type,
    async ({ id, data }: EventOf<typeof counted>, { transaction }: EventContext) => {
      transaction.onCommit(() => {
        if (--left === 0) done();
      });
      await transaction.query('INSERT INTO effects VALUES ($1, $2)', [id, data.number]);
    },
    true,
    { consumer: 'count' },
  );
  await new Promise<void>((resolve, reject) =>
    consumer.listen((error) => (error === undefined ? resolve() : reject(error))),
  );
  await all;
  await consumer.close();
}

interface Row {
  readonly id: string;
  readonly key: string;
  readonly data: z.infer<typeof counted.data>;
}

async function writeBare(pool: Pool, perTransaction: number): Promise<void> {
  const page = CONNECTIONS * Math.max(perTransaction, 25);
  for (let offset = 0; offset < EVENTS; offset += page) {
    const { rows } = await pool.query<Row>({
      name: 'page',
      text: `SELECT * FROM event_log.events WHERE topic = $1 AND "offset" >= $2 ORDER BY "offset" LIMIT $3`,
      values: [counted.topic, offset, page],
    });
    const share = Math.ceil(rows.length / CONNECTIONS);
    await Promise.all(
      Array.from({ length: CONNECTIONS }, async (_, nth) => {
        const lane = rows.slice(nth * share, (nth + 1) * share);
        for (let from = 0; from < lane.length; from += perTransaction)
          await writeTogether(pool, lane.slice(from, from + perTransaction));
      }),
    );
  }
}

async function writeTogether(pool: Pool, rows: readonly Row[]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query({
      name: 'inbox',
      text: `INSERT INTO inbox (consumer, event_id, topic, key)
        SELECT 'bare', id, $2, key FROM unnest($1::uuid[], $3::text[]) AS given (id, key)
        ON CONFLICT DO NOTHING RETURNING event_id`,
      values: [rows.map(({ id }) => id), counted.topic, rows.map(({ key }) => key)],
    });
    for (const { id, data } of rows)
      await client.query({
        name: 'effect',
        text: 'INSERT INTO effects VALUES ($1, $2)',
        values: [id, data.number],
      });
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}
