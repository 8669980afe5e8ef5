import type { Database, Transaction } from '#libs/database';
import type { EventLog, LoggedEvent } from './event-log.js';
import { Loop } from './loop.js';

/** Appended at once. */
const BATCH = 2_000;
/** So many full batches to a transaction: what a crash makes it append again. */
const BATCHES = 5;
/** So long a log is waited for by a relay that is to stop. What it has not taken then is told by the next one. */
const STOP_AFTER_MS = 2_000;

type Fact = LoggedEvent & { readonly position: number };

/** What waits for the relay. */
export interface Backlog {
  readonly facts: number;
  /** Since when the oldest of them waits, in seconds of real time; 0 when none does. */
  readonly oldestSeconds: number;
}

/**
 * Moves the facts of one service from its outbox to the event log, in the order in which they were written per
 * aggregate. One relay at a time, by an advisory lock that lasts as long as its transaction; what it deletes is gone when
 * that commits, after appending: a crash before only appends again, which the log or its readers ignore. The lock goes with
 * the connection: when that breaks while a log outside this database is being waited for, what is tried until then may come
 * behind what another relay appends.
 */
export class Relay {
  private readonly loop: Loop;
  private readonly stopping = new AbortController();

  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
  ) {
    this.loop = new Loop(`relay of ${database.schema}`, () => this.publish());
  }

  readonly nudge = (): void => this.loop.nudge();

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    const outOfTime = setTimeout(() => this.stopping.abort(new Error('Ally stops')), STOP_AFTER_MS);
    await this.loop.stop();
    clearTimeout(outOfTime);
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

  private async publish(): Promise<boolean> {
    return this.database.transaction(async (transaction) => {
      const [lock] = await transaction.query<{ free: boolean }>(
        // A database that takes no writes could not note what has been told: it would be told again and again.
        `SELECT current_setting('transaction_read_only') = 'off'
           AND pg_try_advisory_xact_lock(hashtextextended('relay ' || current_schema(), 0)) AS free`,
      );
      if (lock?.free !== true) return false;
      let facts = await oldest(transaction);
      if (facts.length === 0) return false;
      for (let left = BATCHES; facts.length > 0; left--) {
        const isLast = left === 1 || facts.length < BATCH;
        facts = await this.publishBatch(transaction, facts, isLast);
      }
      return true;
    });
  }

  /** @returns those that come after them, read while these are being appended; none after the last. */
  private async publishBatch(transaction: Transaction, facts: Fact[], isLast: boolean): Promise<Fact[]> {
    const following = async () => {
      await remove(transaction, facts);
      return isLast ? [] : oldest(transaction);
    };
    // Whatever fails, this relay begins again only when the other has ended too: it appends nothing twice at once.
    const appending = this.log.append(facts, this.stopping.signal);
    const [appended, next] = await Promise.allSettled([appending, following()]);
    if (appended.status === 'rejected') throw appended.reason;
    if (next.status === 'rejected') throw next.reason;
    return next.value;
  }
}

/**
 * Those that are not removed yet. They have to be read from the beginning each time: one with a lower position than the
 * last may have been committed since, and one behind it may be of the same key.
 */
function oldest(transaction: Transaction): Promise<Fact[]> {
  return transaction.query<Fact>(
    `SELECT position, id, topic, type, key, occurred_at AS "occurredAt", data, traceparent,
            schema_version AS "schemaVersion"
     FROM outbox ORDER BY position LIMIT $1`,
    [BATCH],
  );
}

async function remove(transaction: Transaction, facts: readonly Fact[]): Promise<void> {
  await transaction.query('DELETE FROM outbox WHERE position = ANY ($1::bigint[])', [
    facts.map(({ position }) => position),
  ]);
}
