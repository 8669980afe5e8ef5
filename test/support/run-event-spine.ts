import { randomBytes } from 'node:crypto';
import { TestClock } from '#libs/clock';
import { Database } from '#libs/database';
import { DeadLetters, EVENT_MIGRATIONS, Outbox, Relay, UnknownEvents, type EventLog } from '#libs/events';
import { freshDatabase } from './fresh-database.js';
import type { EventLogStrategy } from './event-log-conformance/event-log-strategy.js';
import { postgresEventLog } from './event-log-conformance/open-postgres-event-log.js';
import { EventScene } from './event-scene.js';

/** The parts of the event spine of one service, `probe`, without Nest: its handlers are functions. */
export interface EventSpine {
  /** Of the service's database. */
  readonly url: string;
  /** Of the log. */
  readonly address: string;
  readonly strategy: EventLogStrategy;
  readonly database: Database;
  readonly log: EventLog;
  readonly deadLetters: DeadLetters;
  readonly unknownEvents: UnknownEvents;
  readonly outbox: Outbox;
  /** Not started. */
  readonly relay: Relay;
  /** One more database or log, as another process would have it; `stop` closes it. */
  openDatabase(poolSize?: number): Promise<Database>;
  openLog(): Promise<EventLog>;
  /** A topic and a group that nobody else has; `reset` ends what consumes there. */
  scene(): EventScene;
  /** Ends the consumers, and what waits in the outbox. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export async function runEventSpine(strategy: EventLogStrategy = postgresEventLog): Promise<EventSpine> {
  const { url, drop } = await freshDatabase();
  const running = await strategy.start(url);
  const opened: { close(): Promise<void> }[] = [];
  const scenes: EventScene[] = [];
  const openLog = async () => {
    const log = await strategy.open(running.address);
    opened.push(log);
    return log;
  };
  const openDatabase = async (poolSize = 10) => {
    const database = await connectProbe(url, poolSize);
    opened.push(database);
    return database;
  };
  const log = await openLog();
  const database = await openDatabase();
  await database.query(
    `CREATE TABLE effects (
       nth bigint GENERATED ALWAYS AS IDENTITY, scene text NOT NULL, account text NOT NULL, version integer NOT NULL
     )`,
  );
  const deadLetters = new DeadLetters(database);
  const relay = new Relay(database, log);
  const reset = async () => {
    for (const scene of scenes.splice(0)) await scene.end();
    await database.query('DELETE FROM outbox');
  };
  return {
    url,
    address: running.address,
    strategy,
    database,
    log,
    deadLetters,
    unknownEvents: new UnknownEvents(database),
    relay,
    outbox: new Outbox(new TestClock(new Date('2026-12-01T12:00:00Z')), relay),
    openDatabase,
    openLog,
    scene: () => {
      const scene = new EventScene(`s${randomBytes(6).toString('hex')}`, log, database, deadLetters);
      scenes.push(scene);
      return scene;
    },
    reset,
    stop: async () => {
      await reset();
      await relay.beforeApplicationShutdown();
      for (const each of opened) await each.close();
      await running.stop();
      await drop();
    },
  };
}

/** The database of the service `probe`. */
export function connectProbe(url: string, poolSize: number): Promise<Database> {
  return Database.connect({ url, schema: 'probe', poolSize, migrations: EVENT_MIGRATIONS });
}
