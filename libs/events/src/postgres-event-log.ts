import { Database } from '#libs/database';
import { appendToTopic } from './append-to-topic.js';
import {
  EventLog,
  type Lag,
  type LoggedEvent,
  type LogReading,
  type SubscribeOptions,
  type Subscription,
} from './event-log.js';
import { forgetEvents } from './forget-events.js';
import { deliverInLanes, moveCursors, readNext } from './group-cursors.js';
import { Loop } from './loop.js';
import { NowAndThen } from './now-and-then.js';
import { CreateEventLog1763900000000 } from './migrations/create-event-log.js';
import { TidyEventLog1765001000000 } from './migrations/tidy-event-log.js';
import { TraceEventLog1764001000000 } from './migrations/trace-event-log.js';
import { VersionEventLog1765000000000 } from './migrations/version-event-log.js';
import { PostgresLogReading } from './postgres-log-reading.js';

const BATCH_PER_TOPIC = 400;

/**
 * The event log as tables. Appending locks the topic's row, so offsets are dense and become visible in order; readers
 * need no snapshot and are stalled by nobody. A group's row is locked while one of its members works on a batch: the
 * lock goes with the member's connection, and the next member takes over at once. A member that lost its connection
 * unnoticed is made harmless by the inbox of its service.
 */
export class PostgresEventLog extends EventLog {
  static readonly MIGRATIONS = [
    CreateEventLog1763900000000,
    TraceEventLog1764001000000,
    VersionEventLog1765000000000,
    TidyEventLog1765001000000,
  ];

  override readonly isRidOfOvertaken = true;
  private readonly readers = new Set<Loop>();
  private readonly forgetting = new NowAndThen('forgetting of events', (isOver) => this.forget(isOver));

  private constructor(private readonly database: Database) {
    super();
  }

  /** @param url PostgreSQL of the log; its tables live in the schema `event_log`. */
  static async open(url: string): Promise<PostgresEventLog> {
    const migrations = PostgresEventLog.MIGRATIONS;
    return new PostgresEventLog(
      await Database.connect({ url, schema: 'event_log', poolSize: 10, migrations }),
    );
  }

  override async append(events: readonly LoggedEvent[]): Promise<void> {
    if (events.length === 0) return;
    const topics = [...new Set(events.map((event) => event.topic))].toSorted();
    await this.database.transaction(async (transaction) => {
      for (const topic of topics) {
        await appendToTopic(
          transaction,
          topic,
          events.filter((event) => event.topic === topic),
        );
      }
    });
    for (const reader of this.readers) reader.nudge();
  }

  override async subscribe({ group, topics, deliver }: SubscribeOptions): Promise<Subscription> {
    await this.database.transaction(async (transaction) => {
      await transaction.query('INSERT INTO consumer_groups (name) VALUES ($1) ON CONFLICT DO NOTHING', [
        group,
      ]);
      await transaction.query(
        `INSERT INTO cursors (group_name, topic) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING`,
        [group, topics],
      );
    });
    const reader = new Loop(`events to ${group}`, () =>
      this.database.transaction(async (transaction) => {
        const [free] = await transaction.query(
          'SELECT FROM consumer_groups WHERE name = $1 FOR UPDATE SKIP LOCKED',
          [group],
        );
        if (free === undefined) return false;
        const events = await readNext(transaction, group, topics, BATCH_PER_TOPIC);
        if (events.length === 0) return false;
        await deliverInLanes(events, deliver);
        await moveCursors(transaction, group, events);
        return true;
      }),
    );
    this.readers.add(reader);
    reader.start();
    this.forgetting.start();
    return {
      caughtUp: async () => (await readNext(this.database, group, topics, 1)).length === 0,
      close: async () => {
        this.readers.delete(reader);
        await reader.stop();
      },
    };
  }

  override async lag(group: string): Promise<Lag[]> {
    return this.database.query<Lag>(
      `SELECT c.topic, (
         SELECT count(*) FROM events e WHERE e.topic = c.topic AND e."offset" >= c.next_offset
       ) AS events FROM cursors c WHERE c.group_name = $1 ORDER BY c.topic`,
      [group],
    );
  }

  override async rewind(group: string): Promise<void> {
    await this.database.query('UPDATE cursors SET next_offset = 0 WHERE group_name = $1', [group]);
    for (const reader of this.readers) reader.nudge();
  }

  override async read(topics: readonly string[]): Promise<LogReading> {
    return new PostgresLogReading(this.database, topics);
  }

  override async held(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.query<{ id: string }>(
      'SELECT id FROM events WHERE id = ANY ($1::uuid[])',
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /**
   * Forgets what is older than EVENT_RETENTION_DAYS and read by all; done by itself about once an hour.
   * @returns how many events.
   */
  async forget(isOver: () => boolean = () => false): Promise<number> {
    return forgetEvents(this.database, isOver);
  }

  override async close(): Promise<void> {
    await Promise.all([this.forgetting.stop(), ...[...this.readers].map((reader) => reader.stop())]);
    await this.database.close();
  }
}
