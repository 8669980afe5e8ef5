import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { orderDeclined, orderPaid } from '#libs/contracts';
import type { Transaction } from '#libs/database';
import { Outbox } from '#libs/events';
import { GrantEntitlements } from '../entitlements/grant-entitlements.js';
import type { Capture, Outcome, SessionReport } from '../provider/payment-provider.js';
import { RequestRefund } from '../refunds/request-refund.js';
import { AttemptRepository } from './attempt.repository.js';
import { OrderRepository } from './order.repository.js';
import { fateOfCapture, netPerSeat, orderFacts, type Order } from './order.js';

/**
 * Takes in what the provider says of an order, in the caller's transaction and with the order locked by it. A webhook,
 * an answer to a question and the closing of a session may all tell the same thing: the provider's own id of it decides
 * that it counts once.
 */
@Injectable()
export class RecordOutcome {
  constructor(
    private readonly clock: Clock,
    private readonly orders: OrderRepository,
    private readonly attempts: AttemptRepository,
    private readonly requestRefund: RequestRefund,
    private readonly grantEntitlements: GrantEntitlements,
    private readonly outbox: Outbox,
  ) {}

  /** @returns the order as it is afterwards. */
  async record(transaction: Transaction, order: Order, outcome: Outcome): Promise<Order> {
    if (outcome.kind === 'declined') return this.declined(transaction, order, outcome.declineId);
    return this.captured(transaction, order, outcome.capture);
  }

  /**
   * Takes in how a session stands, as if webhooks had told it.
   * @returns the order as it is afterwards.
   */
  async recordReport(transaction: Transaction, order: Order, report: SessionReport): Promise<Order> {
    let current = order;
    for (const declineId of report.declineIds) {
      current = await this.declined(transaction, current, declineId);
    }
    if (report.state !== 'captured') return current;
    return this.captured(transaction, current, report.capture);
  }

  private async captured(transaction: Transaction, order: Order, capture: Capture): Promise<Order> {
    const now = this.clock.now();
    const fate = fateOfCapture(order, capture.amount);
    const attemptId = await this.attempts.addCaptured(transaction, order.id, capture, fate === 'pays', now);
    if (attemptId === undefined) return order;
    if (fate !== 'pays') {
      await this.requestRefund.ofCapture(transaction, order, {
        attemptId,
        amount: capture.amount,
        reason: fate,
      });
      return order;
    }
    const paid = await this.orders.becomePaid(transaction, order, now);
    await this.outbox.append(transaction, orderPaid, {
      ...orderFacts(paid),
      paidAt: now.toISOString(),
      netPerSeat: netPerSeat(paid),
    });
    await this.grantEntitlements.of(transaction, paid);
    return paid;
  }

  /** A decline that comes to light after the order has ended is kept, but is news to nobody. */
  private async declined(transaction: Transaction, order: Order, declineId: string): Promise<Order> {
    const attemptId = await this.attempts.addDeclined(transaction, order.id, declineId, this.clock.now());
    if (attemptId === undefined || order.state !== 'open') return order;
    const declined = await this.orders.advance(transaction, order);
    await this.outbox.append(transaction, orderDeclined, { ...orderFacts(declined), attemptId });
    return declined;
  }
}
