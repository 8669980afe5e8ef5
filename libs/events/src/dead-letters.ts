import type { Database, SqlRunner, Transaction } from '#libs/database';
import type { Delivery } from './consumer.js';
import type { LoggedEvent } from './event-log.js';
import { claim, unclaim } from './inbox.js';

export interface DeadLetter extends LoggedEvent {
  readonly consumer: string;
  /** `failed`: gave up on it; `parked`: waits behind a failed one of its key. */
  readonly state: 'failed' | 'parked';
  readonly reason: string;
  readonly attempts: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** Since when somebody wishes it to be replayed, in real time; null when nobody does. */
  readonly replayWishedAt: Date | null;
}

/** The events of one key that a consumer has to handle in order. */
export interface KeyOfConsumer {
  /** `<service>.<name>`. */
  readonly consumer: string;
  readonly topic: string;
  readonly key: string;
}

/**
 * The events that a consumer could not handle, and those of the same key that wait behind them. Listing them, counting
 * them and wishing for a replay need the service's database alone; the replay itself is for the running service.
 */
export class DeadLetters {
  constructor(private readonly database: Database) {}

  /** All of this service, oldest first. */
  async list(): Promise<DeadLetter[]> {
    return this.database.query<DeadLetter>(`SELECT ${COLUMNS} FROM dead_letters ORDER BY position`);
  }

  /** How many each consumer has, by their state. */
  async count(): Promise<{ consumer: string; state: DeadLetter['state']; count: number }[]> {
    return this.database.query(
      'SELECT consumer, state, count(*) AS count FROM dead_letters GROUP BY consumer, state ORDER BY 1, 2',
    );
  }

  /**
   * Has the running service handle the events of a key again, oldest first, within a second or so. When one of them
   * fails again, it and those behind it stay as they are, and the wish is done with.
   * @returns how many events of the key there are now.
   */
  async wishReplay(transaction: Transaction, { consumer, topic, key }: KeyOfConsumer): Promise<number> {
    const wished = await transaction.query(
      `UPDATE dead_letters SET replay_wished_at = clock_timestamp()
       WHERE consumer = $1 AND topic = $2 AND key = $3 RETURNING 1`,
      [consumer, topic, key],
    );
    return wished.length;
  }

  /** The keys that somebody wishes to be replayed, the longest wished first. */
  async wished(): Promise<KeyOfConsumer[]> {
    return this.database.query<KeyOfConsumer>(
      `SELECT consumer, topic, key FROM dead_letters WHERE replay_wished_at IS NOT NULL
       GROUP BY consumer, topic, key ORDER BY min(replay_wished_at)`,
    );
  }

  /** Whether events of this key have to wait. */
  async blocks(runner: SqlRunner, consumer: string, event: LoggedEvent): Promise<boolean> {
    const rows = await runner.query(
      'SELECT FROM dead_letters WHERE consumer = $1 AND topic = $2 AND key = $3 LIMIT 1',
      [consumer, event.topic, event.key],
    );
    return rows.length > 0;
  }

  /** Of these, the ones that have to wait. */
  async blocked(runner: SqlRunner, deliveries: readonly Delivery[]): Promise<ReadonlySet<Delivery>> {
    const rows = await runner.query<KeyOfConsumer>(
      `SELECT DISTINCT d.consumer, d.topic, d.key
       FROM unnest($1::text[], $2::text[], $3::text[]) AS given (consumer, topic, key)
       JOIN dead_letters d USING (consumer, topic, key)`,
      [
        deliveries.map(({ consumer }) => consumer.name),
        deliveries.map(({ event }) => event.topic),
        deliveries.map(({ event }) => event.key),
      ],
    );
    return new Set(
      deliveries.filter(({ consumer, event }) =>
        rows.some(
          ({ consumer: name, topic, key }) =>
            name === consumer.name && topic === event.topic && key === event.key,
        ),
      ),
    );
  }

  /** Until the transaction ends, nobody else parks behind or replays this key. */
  async lockKey(transaction: Transaction, { consumer, topic, key }: KeyOfConsumer): Promise<void> {
    await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [
      `${consumer} ${topic} ${key}`,
    ]);
  }

  /**
   * Keeps an event that cannot be handled. Waits for a member of the group that is handling it just now: an event that
   * has been handled, or is kept already, stays as it is.
   */
  async add(
    transaction: Transaction,
    consumer: string,
    event: LoggedEvent,
    fate: { state: DeadLetter['state']; reason: string; attempts: number },
  ): Promise<void> {
    if (!(await claim(transaction, consumer, event))) return;
    await transaction.query(
      `INSERT INTO dead_letters
         (consumer, event_id, topic, type, key, occurred_at, data, traceparent, schema_version, state, reason, attempts)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (consumer, event_id) DO NOTHING`,
      [
        consumer,
        event.id,
        event.topic,
        event.type,
        event.key,
        event.occurredAt,
        JSON.stringify(event.data),
        event.traceparent,
        event.schemaVersion,
        fate.state,
        fate.reason,
        fate.attempts,
      ],
    );
    await unclaim(transaction, [{ consumer: { name: consumer }, event }]);
  }

  /** The oldest of a key, which has to be handled before the others. */
  async oldest(
    transaction: Transaction,
    { consumer, topic, key }: KeyOfConsumer,
  ): Promise<DeadLetter | undefined> {
    const [letter] = await transaction.query<DeadLetter>(
      `SELECT ${COLUMNS} FROM dead_letters
       WHERE consumer = $1 AND topic = $2 AND key = $3 ORDER BY position LIMIT 1`,
      [consumer, topic, key],
    );
    return letter;
  }

  /** Ends a letter whose event has been handled; the wish for it passes to the next of its key. */
  async remove(transaction: Transaction, { consumer, topic, key, id }: DeadLetter): Promise<void> {
    const [removed] = await transaction.query<Pick<DeadLetter, 'replayWishedAt'>>(
      `DELETE FROM dead_letters WHERE consumer = $1 AND event_id = $2 RETURNING replay_wished_at AS "replayWishedAt"`,
      [consumer, id],
    );
    if (removed === undefined || removed.replayWishedAt === null) return;
    // What was parked after the wish does not have it, and would wait for ever if the replay were killed before it.
    await transaction.query(
      `UPDATE dead_letters SET replay_wished_at = coalesce(replay_wished_at, $4) WHERE position = (
         SELECT min(position) FROM dead_letters WHERE consumer = $1 AND topic = $2 AND key = $3)`,
      [consumer, topic, key, removed.replayWishedAt],
    );
  }

  /** A replay has failed; nobody wishes for it any more. */
  async recordFailure(letter: DeadLetter, reason: string): Promise<void> {
    await this.database.transaction(async (transaction) => {
      await transaction.query(
        `UPDATE dead_letters SET state = 'failed', reason = $3, attempts = attempts + 1, last_at = clock_timestamp()
         WHERE consumer = $1 AND event_id = $2`,
        [letter.consumer, letter.id, reason],
      );
      await transaction.query(
        'UPDATE dead_letters SET replay_wished_at = NULL WHERE consumer = $1 AND topic = $2 AND key = $3',
        [letter.consumer, letter.topic, letter.key],
      );
    });
  }
}

const COLUMNS = `consumer, event_id AS id, topic, type, key, occurred_at AS "occurredAt", data, traceparent,
  schema_version AS "schemaVersion", state, reason, attempts, first_at AS "firstAt", last_at AS "lastAt", replay_wished_at AS "replayWishedAt"`;
