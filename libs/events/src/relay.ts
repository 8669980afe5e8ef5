import type { Database } from '#libs/database';
import type { EventLog, LoggedEvent } from './event-log.js';
import { Loop } from './loop.js';

const BATCH = 500;

/** What waits for the relay. */
export interface Backlog {
  readonly facts: number;
  /** Since when the oldest of them waits, in seconds of real time; 0 when none does. */
  readonly oldestSeconds: number;
}

/**
 * Moves the facts of one service from its outbox to the event log, in the order in which they were written per
 * aggregate. One relay at a time, by an advisory lock that lasts as long as its batch; a crash between appending and
 * deleting only appends again, which the log ignores.
 */
export class Relay {
  private readonly loop: Loop;

  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
  ) {
    this.loop = new Loop(`relay of ${database.schema}`, () => this.publishBatch());
  }

  readonly nudge = (): void => this.loop.nudge();

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** True when every committed fact has reached the log. */
  async isIdle(): Promise<boolean> {
    return (await this.database.query('SELECT FROM outbox LIMIT 1')).length === 0;
  }

  /** Committed facts that have not reached the log. */
  async backlog(): Promise<Backlog> {
    const [backlog] = await this.database.query<Backlog>(
      `SELECT count(*) AS facts,
              coalesce(extract(epoch FROM clock_timestamp() - min(recorded_at)), 0)::float8 AS "oldestSeconds"
       FROM outbox`,
    );
    return backlog ?? { facts: 0, oldestSeconds: 0 };
  }

  private async publishBatch(): Promise<boolean> {
    return this.database.transaction(async (transaction) => {
      const [lock] = await transaction.query<{ free: boolean }>(
        // A database that takes no writes could not note what has been told: it would be told again and again.
        `SELECT current_setting('transaction_read_only') = 'off'
           AND pg_try_advisory_xact_lock(hashtextextended('relay ' || current_schema(), 0)) AS free`,
      );
      if (lock?.free !== true) return false;
      const rows = await transaction.query<LoggedEvent & { position: number }>(
        `SELECT position, id, topic, type, key, occurred_at AS "occurredAt", data, traceparent,
                schema_version AS "schemaVersion"
         FROM outbox ORDER BY position LIMIT $1`,
        [BATCH],
      );
      if (rows.length === 0) return false;
      await this.log.append(rows);
      await transaction.query('DELETE FROM outbox WHERE position = ANY ($1::bigint[])', [
        rows.map((row) => row.position),
      ]);
      return true;
    });
  }
}
