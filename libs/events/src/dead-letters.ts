import type { Database, SqlRunner, Transaction } from '#libs/database';
import type { LoggedEvent } from './event-log.js';

export interface DeadLetter extends LoggedEvent {
  readonly consumer: string;
  /** `failed`: gave up on it; `parked`: waits behind a failed one of its key. */
  readonly state: 'failed' | 'parked';
  readonly reason: string;
  readonly attempts: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** The events that a consumer could not handle, and those of the same key that wait behind them. */
export class DeadLetters {
  constructor(private readonly database: Database) {}

  async list(): Promise<DeadLetter[]> {
    return this.database.query<DeadLetter>(`SELECT ${COLUMNS} FROM dead_letters ORDER BY position`);
  }

  /** Whether events of this key have to wait. */
  async blocks(runner: SqlRunner, consumer: string, event: LoggedEvent): Promise<boolean> {
    const rows = await runner.query(
      'SELECT FROM dead_letters WHERE consumer = $1 AND topic = $2 AND key = $3 LIMIT 1',
      [consumer, event.topic, event.key],
    );
    return rows.length > 0;
  }

  /** Until the transaction ends, nobody else parks behind or replays this key. */
  async lockKey(
    transaction: Transaction,
    consumer: string,
    event: { topic: string; key: string },
  ): Promise<void> {
    await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [
      `${consumer} ${event.topic} ${event.key}`,
    ]);
  }

  /** An event that has been handled meanwhile, or is kept already, stays as it is. */
  async add(
    transaction: Transaction,
    consumer: string,
    event: LoggedEvent,
    fate: { state: DeadLetter['state']; reason: string; attempts: number },
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO dead_letters (consumer, event_id, topic, type, key, occurred_at, data, state, reason, attempts)
       SELECT $1::text, $2::uuid, $3, $4, $5, $6::timestamptz, $7::jsonb, $8, $9, $10::integer
       WHERE NOT EXISTS (SELECT FROM inbox WHERE consumer = $1::text AND event_id = $2::uuid)
       ON CONFLICT (consumer, event_id) DO NOTHING`,
      [
        consumer,
        event.id,
        event.topic,
        event.type,
        event.key,
        event.occurredAt,
        JSON.stringify(event.data),
        fate.state,
        fate.reason,
        fate.attempts,
      ],
    );
  }

  /** The oldest of a key, which has to be handled before the others. */
  async oldest(
    transaction: Transaction,
    consumer: string,
    topic: string,
    key: string,
  ): Promise<DeadLetter | undefined> {
    const [letter] = await transaction.query<DeadLetter>(
      `SELECT ${COLUMNS} FROM dead_letters
       WHERE consumer = $1 AND topic = $2 AND key = $3 ORDER BY position LIMIT 1`,
      [consumer, topic, key],
    );
    return letter;
  }

  async remove(transaction: Transaction, letter: DeadLetter): Promise<void> {
    await transaction.query('DELETE FROM dead_letters WHERE consumer = $1 AND event_id = $2', [
      letter.consumer,
      letter.id,
    ]);
  }

  async recordFailure(letter: DeadLetter, reason: string): Promise<void> {
    await this.database.query(
      `UPDATE dead_letters SET state = 'failed', reason = $3, attempts = attempts + 1, last_at = clock_timestamp()
       WHERE consumer = $1 AND event_id = $2`,
      [letter.consumer, letter.id, reason],
    );
  }
}

const COLUMNS = `consumer, event_id AS id, topic, type, key, occurred_at AS "occurredAt", data, state, reason, attempts,
  first_at AS "firstAt", last_at AS "lastAt"`;
