import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/database';
import { assertSameWish, type Wish } from '#libs/http';
import type { Operator } from '#libs/operators';

/** What an operator wishes to make. */
export interface Creation {
  readonly operator: Operator;
  readonly kind: string;
  readonly wish: Wish;
  readonly slug: string;
}

/** What operators have made by wishes with an idempotency key. */
@Injectable()
export class CreationRepository {
  /**
   * Keeps a wish that has a key; a twin that is at it waits here until the other has committed.
   * @returns whether it has been fulfilled before.
   * @throws Refusal `idempotency-key-reused`.
   */
  async isReplay(
    transaction: Transaction,
    { operator, kind, wish, slug }: Creation,
    at: Date,
  ): Promise<boolean> {
    if (wish.key === null) return false;
    const fresh = await transaction.query(
      `INSERT INTO creations (operator_id, kind, idempotency_key, input_hash, slug, created_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING 1`,
      [operator.id, kind, wish.key, wish.inputHash, slug, at],
    );
    if (fresh.length > 0) return false;
    const [earlier] = await transaction.query<{ inputHash: string }>(
      `SELECT input_hash AS "inputHash" FROM creations
       WHERE operator_id = $1 AND kind = $2 AND idempotency_key = $3`,
      [operator.id, kind, wish.key],
    );
    assertSameWish(wish, earlier?.inputHash ?? null);
    return true;
  }
}
