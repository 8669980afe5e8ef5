import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/database';
import { assertSameWish, type Wish } from '#libs/http';

/** What a checkout has come to, or had come to when its key came before. */
interface KeptWish {
  readonly orderId: string;
  /** Whether this checkout opened the order, or found it. */
  readonly isNew: boolean;
  readonly isReplay: boolean;
}

/** Which order the checkouts with an idempotency key have come to. */
@Injectable()
export class CheckoutWishRepository {
  /**
   * Keeps a wish with its order, unless its key has come before; waits for a twin in the making.
   * @throws Refusal `idempotency-key-reused` when the key came with another body.
   */
  async keep(transaction: Transaction, wish: Wish, orderId: string, isNew: boolean): Promise<KeptWish> {
    if (wish.key === null) return { orderId, isNew, isReplay: false };
    const kept = await transaction.query(
      `INSERT INTO checkout_wishes (idempotency_key, input_hash, order_id, opened_order) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [wish.key, wish.inputHash, orderId, isNew],
    );
    if (kept.length > 0) return { orderId, isNew, isReplay: false };
    const [earlier] = await transaction.query<{ orderId: string; isNew: boolean; inputHash: string }>(
      `SELECT order_id AS "orderId", opened_order AS "isNew", input_hash AS "inputHash"
       FROM checkout_wishes WHERE idempotency_key = $1`,
      [wish.key],
    );
    if (earlier === undefined) throw new Error('A wish is neither new nor known');
    assertSameWish(wish, earlier.inputHash);
    return { orderId: earlier.orderId, isNew: earlier.isNew, isReplay: true };
  }
}
