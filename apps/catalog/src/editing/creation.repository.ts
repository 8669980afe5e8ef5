import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/database';

/** What an operator has made by a wish with an idempotency key. */
export interface Creation {
  readonly operatorId: string;
  readonly kind: string;
  readonly key: string;
  readonly inputHash: string;
  readonly slug: string;
}

@Injectable()
export class CreationRepository {
  /**
   * Keeps a creation; a twin that is at it waits here until the other has committed.
   * @returns the earlier creation of this key, or undefined when this is the first.
   */
  async keep(transaction: Transaction, creation: Creation, at: Date): Promise<Creation | undefined> {
    const { operatorId, kind, key, inputHash, slug } = creation;
    const fresh = await transaction.query(
      `INSERT INTO creations (operator_id, kind, idempotency_key, input_hash, slug, created_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING 1`,
      [operatorId, kind, key, inputHash, slug, at],
    );
    if (fresh.length > 0) return undefined;
    const [earlier] = await transaction.query<Creation>(
      `SELECT operator_id AS "operatorId", kind, idempotency_key AS key, input_hash AS "inputHash", slug
       FROM creations WHERE operator_id = $1 AND kind = $2 AND idempotency_key = $3`,
      [operatorId, kind, key],
    );
    return earlier;
  }
}
