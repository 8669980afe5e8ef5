import { Injectable } from '@nestjs/common';
import type { SqlRunner, Transaction } from '#libs/database';

/** Something that has to be asked of the provider, written down before it is asked. */
export interface ProviderCall {
  readonly id: string;
  readonly orderId: string;
  readonly refundId: string | null;
  readonly kind: 'open-session' | 'close-session' | 'refund';
  /** What the provider recognises a repetition by. */
  readonly idempotencyKey: string;
  /** How often it has been begun, this time included. */
  readonly attempts: number;
}

@Injectable()
export class ProviderCallRepository {
  /** Does nothing when the same has been requested before. */
  async insert(transaction: Transaction, call: ProviderCall, dueAt: Date, leaseUntil: Date): Promise<void> {
    await transaction.query(
      `INSERT INTO provider_calls
         (id, order_id, refund_id, kind, idempotency_key, state, due_at, lease_until, attempts)
       VALUES ($1, $2, $3, $4, $5, 'due', $6, $7, $8) ON CONFLICT (idempotency_key) DO NOTHING`,
      [
        call.id,
        call.orderId,
        call.refundId,
        call.kind,
        call.idempotencyKey,
        dueAt,
        leaseUntil,
        call.attempts,
      ],
    );
  }

  /** Takes any call that is due and that nobody is at. */
  async claimDue(transaction: Transaction, now: Date, leaseUntil: Date): Promise<ProviderCall | undefined> {
    const [call] = await transaction.query<ProviderCall>(
      `UPDATE provider_calls SET lease_until = $2, attempts = attempts + 1
       WHERE id = (
         SELECT id FROM provider_calls WHERE state = 'due' AND due_at <= $1 AND lease_until <= $1
         ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING ${CALL}`,
      [now, leaseUntil],
    );
    return call;
  }

  /** Takes this call, due or not, unless it is settled or somebody is at it. */
  async claim(
    transaction: Transaction,
    idempotencyKey: string,
    now: Date,
    leaseUntil: Date,
  ): Promise<ProviderCall | undefined> {
    const [call] = await transaction.query<ProviderCall>(
      `UPDATE provider_calls SET lease_until = $3, attempts = attempts + 1
       WHERE idempotency_key = $1 AND state = 'due' AND lease_until <= $2 RETURNING ${CALL}`,
      [idempotencyKey, now, leaseUntil],
    );
    return call;
  }

  async settle(transaction: Transaction, id: string): Promise<void> {
    await transaction.query(`UPDATE provider_calls SET state = 'settled', last_error = NULL WHERE id = $1`, [
      id,
    ]);
  }

  /** Lets go of the attempt in hand until `dueAt`; one that has been let go, settled or taken over stays as it is. */
  async postpone(
    transaction: Transaction,
    call: ProviderCall,
    now: Date,
    dueAt: Date,
    error: string,
  ): Promise<boolean> {
    const rows = await transaction.query(
      `UPDATE provider_calls SET due_at = $4, lease_until = $3, last_error = $5 WHERE ${IN_HAND} RETURNING 1`,
      [call.id, call.attempts, now, dueAt, error],
    );
    return rows.length > 0;
  }

  /** Ends a call that the provider has said no to; it stays visible. */
  async refuse(transaction: Transaction, call: ProviderCall, now: Date, error: string): Promise<boolean> {
    const rows = await transaction.query(
      `UPDATE provider_calls SET state = 'refused', last_error = $4 WHERE ${IN_HAND} RETURNING 1`,
      [call.id, call.attempts, now, error],
    );
    return rows.length > 0;
  }

  async isRefused(runner: SqlRunner, idempotencyKey: string): Promise<boolean> {
    const rows = await runner.query(
      `SELECT FROM provider_calls WHERE idempotency_key = $1 AND state = 'refused'`,
      [idempotencyKey],
    );
    return rows.length > 0;
  }

  async nextDue(runner: SqlRunner): Promise<Date | null> {
    const [row] = await runner.query<{ due: Date | null }>(
      `SELECT min(greatest(due_at, lease_until)) AS due FROM provider_calls WHERE state = 'due'`,
    );
    return row?.due ?? null;
  }
}

const CALL = `id, order_id AS "orderId", refund_id AS "refundId", kind, idempotency_key AS "idempotencyKey", attempts`;

/** Nobody else has taken the attempt over, and it has not been let go. */
const IN_HAND = `id = $1 AND state = 'due' AND attempts = $2 AND lease_until > $3`;
