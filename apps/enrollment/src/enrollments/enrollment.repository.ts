import { Injectable } from '@nestjs/common';
import type { Wish } from '#libs/http';
import type { SqlRunner, Transaction } from '#libs/database';
import type { ClosingReason, Enrollment, EnrollmentState } from './enrollment.js';

const COLUMNS = `e.id, e.session_id AS "sessionId", s.workshop_id AS "workshopId", e.person_id AS "personId", e.seats,
  e.state, json_build_object('amount', e.price_amount, 'currency', e.price_currency) AS price,
  e.payable_until AS "payableUntil", e.closing_reason AS "closingReason", e.order_id AS "orderId", e.via, e.epoch,
  e.version`;

@Injectable()
export class EnrollmentRepository {
  /** @param networkTag of a hold: kept as long as it lives. */
  async insert(
    transaction: Transaction,
    enrollment: Enrollment,
    placedAt: Date,
    wish: Wish,
    networkTag: Buffer | null = null,
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO enrollments (id, session_id, person_id, seats, state, price_amount, price_currency, payable_until, via,
         placed_at, idempotency_key, input_hash, network_tag)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        enrollment.id,
        enrollment.sessionId,
        enrollment.personId,
        enrollment.seats,
        enrollment.state,
        enrollment.price.amount,
        enrollment.price.currency,
        enrollment.payableUntil,
        enrollment.via,
        placedAt,
        wish.key,
        wish.inputHash,
        networkTag,
      ],
    );
  }

  /** What an earlier request with this key made. A twin that is still at work is waited for. */
  async findByWish(
    transaction: Transaction,
    key: string,
  ): Promise<{ enrollment: Enrollment; inputHash: string } | undefined> {
    await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 2))', [key]);
    const [row] = await transaction.query<Enrollment & { inputHash: string }>(
      `SELECT ${COLUMNS}, e.input_hash AS "inputHash"
       FROM enrollments e JOIN sessions s ON s.id = e.session_id WHERE e.idempotency_key = $1`,
      [key],
    );
    if (row === undefined) return undefined;
    const { inputHash, ...enrollment } = row;
    return { enrollment, inputHash };
  }

  async find(runner: SqlRunner, id: string): Promise<Enrollment | undefined> {
    const [row] = await runner.query<Enrollment>(
      `SELECT ${COLUMNS} FROM enrollments e JOIN sessions s ON s.id = e.session_id WHERE e.id = $1`,
      [id],
    );
    return row;
  }

  /**
   * Reads it and keeps everybody else from changing it, or its session, until the transaction ends. The session's row is
   * locked first, here as everywhere (docs/decisions/0031-the-order-of-locks.md).
   */
  async lock(transaction: Transaction, id: string): Promise<Enrollment | undefined> {
    const locked = new Set<string>();
    for (;;) {
      const [session] = await transaction.query<{ id: string }>(
        `SELECT id FROM sessions WHERE id = (SELECT session_id FROM enrollments WHERE id = $1) FOR UPDATE`,
        [id],
      );
      if (session === undefined) return undefined;
      locked.add(session.id);
      const [row] = await transaction.query<Enrollment>(
        `SELECT ${COLUMNS} FROM enrollments e JOIN sessions s ON s.id = e.session_id WHERE e.id = $1 FOR UPDATE OF e`,
        [id],
      );
      // While this waited for the session's lock, the enrollment may have moved to another session.
      if (row === undefined || locked.has(row.sessionId)) return row;
    }
  }

  /** Moves a locked enrollment to its next state. */
  async moveTo(
    transaction: Transaction,
    enrollment: Enrollment,
    state: EnrollmentState,
    changes: { closingReason?: ClosingReason; closingSince?: Date; orderId?: string } = {},
  ): Promise<Enrollment> {
    const closingReason = changes.closingReason ?? enrollment.closingReason;
    const orderId = changes.orderId ?? enrollment.orderId;
    const version = enrollment.version + 1;
    await transaction.query(
      `UPDATE enrollments SET state = $2, closing_reason = $3, order_id = $4, version = $5,
         closing_since = coalesce($6, closing_since),
         network_tag = CASE WHEN $2 IN ('held', 'closing') THEN network_tag END
       WHERE id = $1`,
      [enrollment.id, state, closingReason, orderId, version, changes.closingSince ?? null],
    );
    return { ...enrollment, state, closingReason, orderId, version };
  }

  /** Gives a locked enrollment to another person; links to it that there are do not open it any more. */
  async giveTo(transaction: Transaction, enrollment: Enrollment, personId: string): Promise<Enrollment> {
    const [epoch, version] = [enrollment.epoch + 1, enrollment.version + 1];
    await transaction.query('UPDATE enrollments SET person_id = $2, epoch = $3, version = $4 WHERE id = $1', [
      enrollment.id,
      personId,
      epoch,
      version,
    ]);
    return { ...enrollment, personId, epoch, version };
  }

  /** Some holds whose deadline has passed, locked; holds that somebody else has locked are left to them. */
  async lockDueHolds(transaction: Transaction, now: Date, limit: number): Promise<Enrollment[]> {
    return transaction.query<Enrollment>(
      `SELECT ${COLUMNS} FROM enrollments e JOIN sessions s ON s.id = e.session_id
       WHERE e.state = 'held' AND e.payable_until <= $1
       ORDER BY e.payable_until LIMIT $2 FOR UPDATE OF e SKIP LOCKED`,
      [now, limit],
    );
  }

  async earliestHoldDeadline(runner: SqlRunner): Promise<Date | null> {
    const [row] = await runner.query<{ due: Date | null }>(
      `SELECT min(payable_until) AS due FROM enrollments WHERE state = 'held'`,
    );
    return row?.due ?? null;
  }

  /** Marks the closings that began before an instant and have not been reported, so that each is reported once. */
  async takeUnreportedClosings(transaction: Transaction, before: Date, now: Date): Promise<string[]> {
    const rows = await transaction.query<{ id: string }>(
      `UPDATE enrollments SET closing_reported_at = $2
       WHERE state = 'closing' AND closing_reported_at IS NULL AND closing_since <= $1 RETURNING id`,
      [before, now],
    );
    return rows.map(({ id }) => id);
  }

  async earliestUnreportedClosing(runner: SqlRunner): Promise<Date | null> {
    const [row] = await runner.query<{ since: Date | null }>(
      `SELECT min(closing_since) AS since FROM enrollments WHERE state = 'closing' AND closing_reported_at IS NULL`,
    );
    return row?.since ?? null;
  }
}
