import { Injectable } from '@nestjs/common';
import { newId, type SqlRunner, type Transaction } from '#libs/database';

/** A request for a subscription that has been acknowledged and not yet looked at. */
export interface SubscriptionRequestRow<Input> {
  readonly id: string;
  readonly input: Input;
}

@Injectable()
export class SubscriptionRequestRepository {
  async add(transaction: Transaction, input: object, now: Date): Promise<void> {
    await transaction.query('INSERT INTO subscription_requests (id, input, due_at) VALUES ($1, $2, $3)', [
      newId(),
      input,
      now,
    ]);
  }

  /** The oldest that is due, locked; one that somebody else has locked is left to them. */
  async lockNext<Input>(
    transaction: Transaction,
    now: Date,
  ): Promise<SubscriptionRequestRow<Input> | undefined> {
    const [row] = await transaction.query<SubscriptionRequestRow<Input>>(
      `SELECT id, input FROM subscription_requests WHERE due_at <= $1
       ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [now],
    );
    return row;
  }

  async remove(transaction: Transaction, id: string): Promise<void> {
    await transaction.query('DELETE FROM subscription_requests WHERE id = $1', [id]);
  }

  async postpone(transaction: Transaction, id: string, until: Date): Promise<void> {
    await transaction.query('UPDATE subscription_requests SET due_at = $2 WHERE id = $1', [id, until]);
  }

  async nextDue(runner: SqlRunner): Promise<Date | null> {
    const [row] = await runner.query<{ due: Date | null }>(
      'SELECT min(due_at) AS due FROM subscription_requests',
    );
    return row?.due ?? null;
  }
}
