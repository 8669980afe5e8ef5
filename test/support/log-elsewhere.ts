import { Client } from 'pg';
import { Database } from '#libs/database';
import { Relay, type EventLog } from '#libs/events';
import { until } from './until.js';

/** A fact that no consumer knows. */
export const fact = {
  topic: 'payments.order.v1',
  type: 'x',
  schemaVersion: 1,
  key: 'k\t\\',
  traceparent: null,
  occurredAt: new Date(0),
  data: { text: 'a\tb\n\\N' },
};

/** Has a service tell such facts; its outbox numbers them, unless it is said from where. */
export async function tell(url: string, ids: readonly string[], from?: number): Promise<void> {
  const database = await Database.open({ url, schema: 'payments', poolSize: 1 });
  const position = from === undefined ? `nextval('outbox_position_seq')` : `${from - 1} + nth`;
  await database.query(
    `INSERT INTO outbox (position, id, topic, type, key, occurred_at, data) OVERRIDING SYSTEM VALUE
     SELECT ${position}, id, $2, $3, $4, '1970-01-01', $5 FROM unnest($1::uuid[]) WITH ORDINALITY AS given (id, nth)`,
    [ids, fact.topic, fact.type, fact.key, fact.data],
  );
  await database.close();
}

/** The ids of the facts of that key that wait for the relay, in order. */
export async function waiting(url: string): Promise<string[]> {
  const database = await Database.open({ url, schema: 'payments', poolSize: 1 });
  const rows = await database.query<{ id: string }>(
    'SELECT id FROM outbox WHERE key = $1 ORDER BY position',
    [fact.key],
  );
  await database.close();
  return rows.map(({ id }) => id);
}

/** The same log, where something happens before each look of a reading. */
export function lookedAt(log: EventLog, before: () => Promise<void>): EventLog {
  const read = async (topics: readonly string[]): ReturnType<EventLog['read']> => {
    const reading = await log.read(topics);
    const next: Awaited<ReturnType<EventLog['read']>>['next'] = async (deliver) => {
      await before();
      await reading.next(deliver);
    };
    return { next, close: () => reading.close() };
  };
  return new Proxy(log, { get: (target, name) => (name === 'read' ? read : Reflect.get(target, name)) });
}

/** Ends the connection that holds the outboxes for a backup. */
export async function endHolders(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query(
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_locks
     WHERE mode = 'ShareLock' AND relation = 'payments.outbox'::regclass`,
  );
  await client.end();
  if (rowCount !== 1) throw new Error(`${rowCount} connections hold the outbox, not one`);
}

/** Sends all that a service has told. */
export async function relayAll(url: string, schema: string, log: EventLog): Promise<void> {
  const database = await Database.open({ url, schema, poolSize: 2 });
  const relay = new Relay(database, log);
  relay.onApplicationBootstrap();
  await until(`${schema} has told all`, () => relay.isIdle());
  await relay.beforeApplicationShutdown();
  await database.close();
}

/** The ids of the facts of each key, in order. */
export async function factsByKey(url: string): Promise<unknown[]> {
  const database = await Database.open({ url, schema: 'event_log', poolSize: 1 });
  const facts = await database.query(
    'SELECT topic, key, array_agg(id ORDER BY "offset") AS ids FROM events GROUP BY topic, key ORDER BY topic, key',
  );
  await database.close();
  return facts;
}

/** Whether somebody waits for a lock of this type (`pg_stat_activity.wait_event`) in a database. */
export async function waitsForLock(url: string, type: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `SELECT FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock' AND wait_event = $1`,
    [type],
  );
  await client.end();
  return rows.length > 0;
}
