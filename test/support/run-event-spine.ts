import { z } from 'zod';
import { TestClock } from '#libs/clock';
import { defineEvent } from '#libs/contracts';
import { Database, newId } from '#libs/database';
import {
  CreateEventTables1763900000001,
  DeadLetters,
  EventConsumer,
  EventContext,
  Outbox,
  PostgresEventLog,
  Relay,
  type EventLog,
  type LoggedEvent,
} from '#libs/events';
import { freshDatabase } from './fresh-database.js';
import { until } from './until.js';

/** A fact that only tests know: an account has got a new version. */
export const accountChanged = defineEvent({
  type: 'probe.account.changed',
  topic: 'probe.account.v1',
  key: 'accountId',
  data: { accountId: z.string(), version: z.int() },
});

export interface AccountChanged {
  readonly id: string;
  readonly data: z.output<typeof accountChanged.data>;
}
type Handler = (event: AccountChanged, context: EventContext) => Promise<void>;

/** The parts of the event spine of one service, `probe`, without Nest: its handlers are functions. */
export interface EventSpine {
  readonly url: string;
  readonly database: Database;
  readonly log: PostgresEventLog;
  readonly deadLetters: DeadLetters;
  readonly outbox: Outbox;
  readonly relay: Relay;
  /** One more database or log, as another process would have it; `stop` closes it. */
  openDatabase(): Promise<Database>;
  openLog(): Promise<PostgresEventLog>;
  /** Starts a consumer of `accountChanged`, one handler per name. */
  consume(handlers: Record<string, Handler>, from?: EventLog, database?: Database): Promise<EventConsumer>;
  /** Notes in `effects`, in the handler's transaction, what it was told. */
  note: Handler;
  /** What the handlers have noted, in the order of noting: `account@version`. */
  effects(account?: string): Promise<string[]>;
  /** Puts facts about accounts into the log, as a relay would. */
  publish(...facts: [account: string, version: number][]): Promise<void>;
  /** Ends the consumers, and forgets what they have done; what they have read stays read. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** A fact as the log carries it. */
export function changed(accountId: string, version: number): LoggedEvent {
  const { topic, type } = accountChanged;
  const occurredAt = new Date('2026-12-01T12:00:00Z');
  return { id: newId(), topic, type, key: accountId, occurredAt, data: { accountId, version } };
}

export async function runEventSpine(): Promise<EventSpine> {
  const { url, drop } = await freshDatabase();
  const logs: PostgresEventLog[] = [];
  const databases: Database[] = [];
  const consumers: EventConsumer[] = [];
  const openLog = async () => {
    const opened = await PostgresEventLog.open(url);
    logs.push(opened);
    return opened;
  };
  const openDatabase = async () => {
    const migrations = [CreateEventTables1763900000001];
    const opened = await Database.connect({ url, schema: 'probe', poolSize: 10, migrations });
    databases.push(opened);
    return opened;
  };
  const endConsumers = async () => {
    for (const consumer of consumers.splice(0)) await consumer.close();
  };
  const log = await openLog();
  const database = await openDatabase();
  await database.query(
    'CREATE TABLE effects (nth bigint GENERATED ALWAYS AS IDENTITY, account text, version integer)',
  );
  const deadLetters = new DeadLetters(database);
  const relay = new Relay(database, log);
  return {
    url,
    database,
    log,
    deadLetters,
    relay,
    outbox: new Outbox(new TestClock(new Date('2026-12-01T12:00:00Z')), relay),
    openDatabase,
    openLog,
    consume: async (handlers, from = log, own = database) => {
      const consumer = new EventConsumer('probe', Symbol('probe'), from, own, deadLetters);
      for (const [name, handle] of Object.entries(handlers)) {
        consumer.addHandler(accountChanged.type, handle, true, { consumer: name });
      }
      await new Promise<void>((resolve, reject) =>
        consumer.listen((error) => (error === undefined ? resolve() : reject(error))),
      );
      consumers.push(consumer);
      return consumer;
    },
    note: async ({ data }, { transaction }) => {
      const { accountId, version } = data;
      await transaction.query('INSERT INTO effects (account, version) VALUES ($1, $2)', [accountId, version]);
    },
    effects: async (account) => {
      const rows = await database.query<{ effect: string }>(
        `SELECT account || '@' || version AS effect FROM effects WHERE account = coalesce($1, account) ORDER BY nth`,
        [account ?? null],
      );
      return rows.map(({ effect }) => effect);
    },
    publish: (...facts) => log.append(facts.map(([account, version]) => changed(account, version))),
    reset: async () => {
      await endConsumers();
      await database.query('TRUNCATE outbox, inbox, dead_letters, effects');
    },
    stop: async () => {
      await endConsumers();
      await relay.beforeApplicationShutdown();
      for (const each of [...logs, ...databases]) await each.close();
      await drop();
    },
  };
}

/** Resolves when the consumer has handled all that the log holds. */
export async function atRest(consumer: EventConsumer): Promise<void> {
  await until('the consumer has caught up', () => consumer.isIdle());
}
