import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/database';

/** What an operator has scheduled by a wish with an idempotency key. */
export interface SessionWish {
  readonly operatorId: string;
  readonly key: string;
  readonly inputHash: string;
  readonly sessionId: string;
}

@Injectable()
export class SessionWishRepository {
  /**
   * Keeps a wish; a twin that is at it waits here until the other has committed.
   * @returns the earlier wish of this key, or undefined when this is the first.
   */
  async keep(transaction: Transaction, wish: SessionWish, at: Date): Promise<SessionWish | undefined> {
    const { operatorId, key, inputHash, sessionId } = wish;
    const fresh = await transaction.query(
      `INSERT INTO session_wishes (operator_id, idempotency_key, input_hash, session_id, created_at)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING 1`,
      [operatorId, key, inputHash, sessionId, at],
    );
    if (fresh.length > 0) return undefined;
    const [earlier] = await transaction.query<SessionWish>(
      `SELECT operator_id AS "operatorId", idempotency_key AS key, input_hash AS "inputHash", session_id AS "sessionId"
       FROM session_wishes WHERE operator_id = $1 AND idempotency_key = $2`,
      [operatorId, key],
    );
    return earlier;
  }
}
