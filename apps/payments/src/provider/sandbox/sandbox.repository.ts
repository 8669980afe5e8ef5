import { Injectable } from '@nestjs/common';
import type { OrderLine } from '#libs/contracts';
import type { SqlRunner, Transaction } from '#libs/database';

export interface SandboxSession {
  readonly id: string;
  readonly clientReference: string;
  readonly lines: readonly OrderLine[];
  readonly amount: number;
  readonly currency: string;
  readonly returnUrl: string;
  readonly expiresAt: Date;
  readonly state: 'open' | 'expired' | 'captured';
  readonly captureId: string | null;
  readonly declineIds: readonly string[];
}

export interface SandboxWebhook {
  readonly id: string;
  readonly body: string;
  readonly createdAt: Date;
  /** Failed tries so far. */
  readonly attempts: number;
}

@Injectable()
export class SandboxRepository {
  /** Does nothing when the key has opened a session before. */
  async insertSession(
    transaction: Transaction,
    idempotencyKey: string,
    session: Omit<SandboxSession, 'state' | 'captureId' | 'declineIds'>,
  ): Promise<void> {
    const { id, clientReference, lines, amount, currency, returnUrl, expiresAt } = session;
    await transaction.query(
      `INSERT INTO sandbox_sessions
         (id, idempotency_key, client_reference, lines, amount, currency, return_url, expires_at, state)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open') ON CONFLICT (idempotency_key) DO NOTHING`,
      [id, idempotencyKey, clientReference, JSON.stringify(lines), amount, currency, returnUrl, expiresAt],
    );
  }

  async findSessionByKey(runner: SqlRunner, idempotencyKey: string): Promise<SandboxSession | undefined> {
    const [session] = await runner.query<SandboxSession>(
      `SELECT ${SESSION} FROM sandbox_sessions WHERE idempotency_key = $1`,
      [idempotencyKey],
    );
    return session;
  }

  async findSession(runner: SqlRunner, id: string): Promise<SandboxSession | undefined> {
    const [session] = await runner.query<SandboxSession>(
      `SELECT ${SESSION} FROM sandbox_sessions WHERE id = $1`,
      [id],
    );
    return session;
  }

  async lockSession(transaction: Transaction, id: string): Promise<SandboxSession | undefined> {
    const [session] = await transaction.query<SandboxSession>(
      `SELECT ${SESSION} FROM sandbox_sessions WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return session;
  }

  async lockSessionOfCapture(
    transaction: Transaction,
    captureId: string,
  ): Promise<SandboxSession | undefined> {
    const [session] = await transaction.query<SandboxSession>(
      `SELECT ${SESSION} FROM sandbox_sessions WHERE capture_id = $1 FOR UPDATE`,
      [captureId],
    );
    return session;
  }

  async markExpired(transaction: Transaction, id: string): Promise<void> {
    await transaction.query(
      `UPDATE sandbox_sessions SET state = 'expired' WHERE id = $1 AND state = 'open'`,
      [id],
    );
  }

  async markCaptured(transaction: Transaction, id: string, captureId: string): Promise<void> {
    await transaction.query(`UPDATE sandbox_sessions SET state = 'captured', capture_id = $2 WHERE id = $1`, [
      id,
      captureId,
    ]);
  }

  async addDecline(transaction: Transaction, id: string, declineId: string): Promise<void> {
    await transaction.query(
      'UPDATE sandbox_sessions SET decline_ids = decline_ids || $2::text WHERE id = $1',
      [id, declineId],
    );
  }

  async findRefund(runner: SqlRunner, idempotencyKey: string): Promise<{ id: string } | undefined> {
    const [refund] = await runner.query<{ id: string }>(
      'SELECT id FROM sandbox_refunds WHERE idempotency_key = $1',
      [idempotencyKey],
    );
    return refund;
  }

  async refundedOf(runner: SqlRunner, captureId: string): Promise<number> {
    const [row] = await runner.query<{ sum: number }>(
      'SELECT coalesce(sum(amount), 0) AS sum FROM sandbox_refunds WHERE capture_id = $1',
      [captureId],
    );
    return row?.sum ?? 0;
  }

  async insertRefund(
    transaction: Transaction,
    refund: { id: string; idempotencyKey: string; captureId: string; amount: number },
  ): Promise<void> {
    await transaction.query(
      'INSERT INTO sandbox_refunds (id, idempotency_key, capture_id, amount) VALUES ($1, $2, $3, $4)',
      [refund.id, refund.idempotencyKey, refund.captureId, refund.amount],
    );
  }

  async insertWebhook(
    transaction: Transaction,
    webhook: { id: string; body: string; deliveries: number; createdAt: Date; dueAt: Date },
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO sandbox_webhooks (id, body, created_at, deliveries_left, due_at) VALUES ($1, $2, $3, $4, $5)`,
      [webhook.id, webhook.body, webhook.createdAt, webhook.deliveries, webhook.dueAt],
    );
  }

  /** Takes a webhook that is due; should the taker crash, it is due again at `leaseUntil`. */
  async claimWebhook(
    transaction: Transaction,
    now: Date,
    leaseUntil: Date,
  ): Promise<SandboxWebhook | undefined> {
    const [webhook] = await transaction.query<SandboxWebhook>(
      `UPDATE sandbox_webhooks SET due_at = $2 WHERE id = (
         SELECT id FROM sandbox_webhooks WHERE deliveries_left > 0 AND NOT given_up AND due_at <= $1
         ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id, body, created_at AS "createdAt", attempts`,
      [now, leaseUntil],
    );
    return webhook;
  }

  async markDelivered(transaction: Transaction, id: string, now: Date): Promise<void> {
    await transaction.query(
      `UPDATE sandbox_webhooks SET deliveries_left = greatest(deliveries_left - 1, 0), due_at = $2 WHERE id = $1`,
      [id, now],
    );
  }

  async postponeWebhook(transaction: Transaction, id: string, dueAt: Date): Promise<void> {
    await transaction.query(
      'UPDATE sandbox_webhooks SET attempts = attempts + 1, due_at = $2 WHERE id = $1',
      [id, dueAt],
    );
  }

  async giveUpWebhook(transaction: Transaction, id: string): Promise<void> {
    await transaction.query(
      'UPDATE sandbox_webhooks SET attempts = attempts + 1, given_up = true WHERE id = $1',
      [id],
    );
  }

  async nextWebhook(runner: SqlRunner): Promise<Date | null> {
    const [row] = await runner.query<{ due: Date | null }>(
      'SELECT min(due_at) AS due FROM sandbox_webhooks WHERE deliveries_left > 0 AND NOT given_up',
    );
    return row?.due ?? null;
  }
}

const SESSION = `id, client_reference AS "clientReference", lines, amount, currency, return_url AS "returnUrl",
  expires_at AS "expiresAt", state, capture_id AS "captureId", decline_ids AS "declineIds"`;
