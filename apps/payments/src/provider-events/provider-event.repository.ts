import { Injectable } from '@nestjs/common';
import { newId, type SqlRunner, type Transaction } from '#libs/database';
import type { Outcome, ProviderEvent } from '../provider/payment-provider.js';

/** A webhook that has been taken in but not applied. */
export interface WaitingEvent {
  readonly id: string;
  readonly orderId: string;
  readonly outcome: Outcome;
  /** How often it has been tried to apply it. */
  readonly attempts: number;
  readonly receivedAt: Date;
}

/** The inbox of webhooks: what was signed and is not personal. */
@Injectable()
export class ProviderEventRepository {
  /** Does nothing when the event has come before. */
  async insert(
    transaction: Transaction,
    provider: string,
    event: ProviderEvent,
    receivedAt: Date,
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO provider_events (id, provider, event_id, order_id, outcome, received_at, state, due_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'received', $6) ON CONFLICT (provider, event_id) DO NOTHING`,
      [newId(), provider, event.eventId, event.orderId, event.outcome, receivedAt],
    );
  }

  /** The next event to apply, left to the caller by all others until the transaction ends. */
  async lockDue(transaction: Transaction, now: Date): Promise<WaitingEvent | undefined> {
    const [event] = await transaction.query<WaitingEvent>(
      `SELECT id, order_id AS "orderId", outcome, attempts, received_at AS "receivedAt" FROM provider_events
       WHERE state IN ('received', 'unmatched') AND due_at <= $1 ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [now],
    );
    return event;
  }

  async markApplied(transaction: Transaction, id: string): Promise<void> {
    await transaction.query(`UPDATE provider_events SET state = 'applied', last_error = NULL WHERE id = $1`, [
      id,
    ]);
  }

  /** Its order is not known (yet): it stays visible and is tried again. */
  async markUnmatched(transaction: Transaction, id: string, dueAt: Date): Promise<void> {
    await transaction.query(
      `UPDATE provider_events SET state = 'unmatched', attempts = attempts + 1, due_at = $2 WHERE id = $1`,
      [id, dueAt],
    );
  }

  /** Nobody waits for its order any more; the row stays for a person to look at. */
  async giveUp(transaction: Transaction, id: string): Promise<void> {
    await transaction.query(`UPDATE provider_events SET state = 'given-up' WHERE id = $1`, [id]);
  }

  async postpone(transaction: Transaction, id: string, dueAt: Date, error: string): Promise<void> {
    await transaction.query(
      `UPDATE provider_events SET attempts = attempts + 1, due_at = $2, last_error = $3
       WHERE id = $1 AND state IN ('received', 'unmatched')`,
      [id, dueAt, error],
    );
  }

  async nextDue(runner: SqlRunner): Promise<Date | null> {
    const [row] = await runner.query<{ due: Date | null }>(
      `SELECT min(due_at) AS due FROM provider_events WHERE state IN ('received', 'unmatched')`,
    );
    return row?.due ?? null;
  }
}
