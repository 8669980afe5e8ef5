import { Injectable } from '@nestjs/common';
import type { SqlRunner, Transaction } from '#libs/database';
import type { OpenedSession } from '../provider/payment-provider.js';
import type { ClosingReason, Order, OrderState } from './order.js';

export interface NewOrder extends Pick<
  Order,
  'id' | 'personId' | 'enrollmentId' | 'total' | 'lines' | 'via' | 'payableUntil' | 'closingReason'
> {
  readonly state: Extract<OrderState, 'open' | 'abandoned'>;
  readonly createdAt: Date;
}

export interface SilentSession {
  readonly orderId: string;
  readonly sessionId: string;
  /** How often the provider has been asked before. */
  readonly asks: number;
}

@Injectable()
export class OrderRepository {
  /** @returns false when the enrollment already has its order; waits for one in the making. */
  async insert(transaction: Transaction, order: NewOrder): Promise<boolean> {
    const inserted = await transaction.query(
      `INSERT INTO orders (id, version, state, person_id, enrollment_id, total_amount, currency, via, payable_until,
         created_at, closing_reason)
       VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING 1`,
      [
        order.id,
        order.state,
        order.personId,
        order.enrollmentId,
        order.total.amount,
        order.total.currency,
        order.via,
        order.payableUntil,
        order.createdAt,
        order.closingReason,
      ],
    );
    if (inserted.length === 0) return false;
    for (const [position, line] of order.lines.entries()) {
      await transaction.query(
        `INSERT INTO order_lines (order_id, position, kind, item_id, description, quantity, unit_amount)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [order.id, position, line.kind, line.itemId, line.description, line.quantity, line.unitPrice.amount],
      );
    }
    return true;
  }

  async find(runner: SqlRunner, id: string): Promise<Order | undefined> {
    const [order] = await runner.query<Order>(`SELECT ${ORDER} FROM orders o WHERE id = $1`, [id]);
    return order;
  }

  async findOfEnrollment(runner: SqlRunner, enrollmentId: string): Promise<Order | undefined> {
    const [order] = await runner.query<Order>(`SELECT ${ORDER} FROM orders o WHERE enrollment_id = $1`, [
      enrollmentId,
    ]);
    return order;
  }

  /** Until the transaction ends, nobody else decides anything about this order. */
  async lock(transaction: Transaction, id: string): Promise<Order | undefined> {
    const [order] = await transaction.query<Order>(`SELECT ${ORDER} FROM orders o WHERE id = $1 FOR UPDATE`, [
      id,
    ]);
    return order;
  }

  async lockOfEnrollment(transaction: Transaction, enrollmentId: string): Promise<Order | undefined> {
    const [order] = await transaction.query<Order>(
      `SELECT ${ORDER} FROM orders o WHERE enrollment_id = $1 FOR UPDATE`,
      [enrollmentId],
    );
    return order;
  }

  /** Ends a locked open order as paid, by a capture of its whole total. */
  async becomePaid(transaction: Transaction, order: Order, paidAt: Date): Promise<Order> {
    const rows = await transaction.query(
      `UPDATE orders SET state = 'paid', version = version + 1, paid_at = $2,
         captured_amount = captured_amount + total_amount
       WHERE id = $1 AND state = 'open' RETURNING 1`,
      [order.id, paidAt],
    );
    return ended(order, 'paid', rows);
  }

  /** Ends a locked open order as abandoned. */
  async becomeAbandoned(transaction: Transaction, order: Order): Promise<Order> {
    const rows = await transaction.query(
      `UPDATE orders SET state = 'abandoned', version = version + 1
       WHERE id = $1 AND state = 'open' RETURNING 1`,
      [order.id],
    );
    return ended(order, 'abandoned', rows);
  }

  /** Gives a locked order its next version, for a fact that changes nothing else of it. */
  async advance(transaction: Transaction, order: Order): Promise<Order> {
    await transaction.query('UPDATE orders SET version = version + 1 WHERE id = $1', [order.id]);
    return { ...order, version: order.version + 1 };
  }

  /** Counts money, in the order's currency, that came for a locked order without paying it. */
  async addCaptured(transaction: Transaction, order: Order, amount: number): Promise<void> {
    await transaction.query('UPDATE orders SET captured_amount = captured_amount + $2 WHERE id = $1', [
      order.id,
      amount,
    ]);
  }

  /** Counts money, in the order's currency, that went back. */
  async addRefunded(transaction: Transaction, order: Order, amount: number): Promise<void> {
    await transaction.query('UPDATE orders SET refunded_amount = refunded_amount + $2 WHERE id = $1', [
      order.id,
      amount,
    ]);
  }

  /** From here on nobody is sent to pay this order. The first reason stays. */
  async startClosing(transaction: Transaction, order: Order, reason: ClosingReason): Promise<void> {
    await transaction.query('UPDATE orders SET closing_reason = coalesce(closing_reason, $2) WHERE id = $1', [
      order.id,
      reason,
    ]);
  }

  /** The first answer stays; the provider gives the same one to every repetition. */
  async keepSession(
    transaction: Transaction,
    orderId: string,
    session: OpenedSession,
    askAt: Date,
  ): Promise<void> {
    await transaction.query(
      'UPDATE orders SET session_id = $2, pay_url = $3, ask_at = $4 WHERE id = $1 AND session_id IS NULL',
      [orderId, session.sessionId, session.payUrl, askAt],
    );
  }

  /** An open order whose session has been silent until `now`, left to the caller by all others while it is locked. */
  async lockSilentSession(transaction: Transaction, now: Date): Promise<SilentSession | undefined> {
    const [session] = await transaction.query<SilentSession>(
      `SELECT id AS "orderId", session_id AS "sessionId", asks FROM orders
       WHERE state = 'open' AND ask_at <= $1 ORDER BY ask_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [now],
    );
    return session;
  }

  async askAgainAt(transaction: Transaction, orderId: string, askAt: Date): Promise<void> {
    await transaction.query('UPDATE orders SET ask_at = $2, asks = asks + 1 WHERE id = $1', [orderId, askAt]);
  }

  async nextAsk(runner: SqlRunner): Promise<Date | null> {
    const [row] = await runner.query<{ due: Date | null }>(
      `SELECT min(ask_at) AS due FROM orders WHERE state = 'open'`,
    );
    return row?.due ?? null;
  }

  /** An order for courses that was payable until `now` and is still open; holds for seats are ended by enrollment. */
  async lockOneToClose(transaction: Transaction, now: Date): Promise<Order | undefined> {
    const [order] = await transaction.query<Order>(
      `SELECT ${ORDER} FROM orders o
       WHERE state = 'open' AND enrollment_id IS NULL AND closing_reason IS NULL AND payable_until <= $1
       ORDER BY payable_until LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [now],
    );
    return order;
  }

  async nextToClose(runner: SqlRunner): Promise<Date | null> {
    const [row] = await runner.query<{ due: Date | null }>(
      `SELECT min(payable_until) AS due FROM orders
       WHERE state = 'open' AND enrollment_id IS NULL AND closing_reason IS NULL`,
    );
    return row?.due ?? null;
  }
}

const ORDER = `o.id, o.version, o.state, o.person_id AS "personId", o.enrollment_id AS "enrollmentId", o.via, o.epoch,
  jsonb_build_object('amount', o.total_amount, 'currency', o.currency) AS total,
  o.payable_until AS "payableUntil", o.closing_reason AS "closingReason", o.session_id AS "sessionId",
  o.pay_url AS "payUrl", o.refunded_amount AS refunded,
  coalesce((
    SELECT jsonb_agg(jsonb_build_object(
      'kind', l.kind, 'itemId', l.item_id, 'description', l.description, 'quantity', l.quantity,
      'unitPrice', jsonb_build_object('amount', l.unit_amount, 'currency', o.currency)) ORDER BY l.position)
    FROM order_lines l WHERE l.order_id = o.id), '[]') AS lines`;

/** @throws when the order had ended before: it ends once, as one of the two. */
function ended(order: Order, state: 'paid' | 'abandoned', rows: readonly unknown[]): Order {
  if (rows.length === 0) throw new Error(`Order ${order.id} has ended before it could become ${state}`);
  return { ...order, state, version: order.version + 1 };
}
