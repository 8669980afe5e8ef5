import { Injectable } from '@nestjs/common';
import type { Money, RefundReason } from '#libs/contracts';
import type { SqlRunner, Transaction } from '#libs/database';

/** A whole capture that goes back. */
export interface Refund {
  readonly id: string;
  readonly orderId: string;
  readonly reason: RefundReason;
  readonly captureId: string;
  readonly amount: Money;
}

@Injectable()
export class RefundRepository {
  async insert(
    transaction: Transaction,
    refund: { id: string; orderId: string; attemptId: string; reason: RefundReason },
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO refunds (id, order_id, attempt_id, reason, state) VALUES ($1, $2, $3, $4, 'due')`,
      [refund.id, refund.orderId, refund.attemptId, refund.reason],
    );
  }

  async find(runner: SqlRunner, id: string): Promise<Refund | undefined> {
    const [refund] = await runner.query<Refund>(
      `SELECT r.id, r.order_id AS "orderId", r.reason, a.reference AS "captureId",
         jsonb_build_object('amount', a.amount, 'currency', a.currency) AS amount
       FROM refunds r JOIN attempts a ON a.id = r.attempt_id WHERE r.id = $1`,
      [id],
    );
    return refund;
  }

  /** @returns false when it had been settled before. */
  async settle(transaction: Transaction, id: string, providerRefundId: string): Promise<boolean> {
    const settled = await transaction.query(
      `UPDATE refunds SET state = 'settled', provider_refund_id = $2 WHERE id = $1 AND state = 'due' RETURNING 1`,
      [id, providerRefundId],
    );
    return settled.length > 0;
  }
}
