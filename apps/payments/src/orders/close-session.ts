import { Injectable } from '@nestjs/common';
import { orderAbandoned, Refusal } from '#libs/contracts';
import { Database, type Transaction } from '#libs/database';
import { Outbox } from '#libs/events';
import type { ProviderCall } from '../provider-calls/provider-call.repository.js';
import { CallsToProvider, PROVIDER_REFUSED } from '../provider-calls/calls-to-provider.js';
import { PaymentProvider, type SessionReport } from '../provider/payment-provider.js';
import { OpenSession } from './open-session.js';
import { OrderRepository } from './order.repository.js';
import { canBecome, orderFacts, type Order } from './order.js';
import { RecordOutcome } from './record-outcome.js';

/**
 * Ends an order's session at the provider, and then the order: paid, if money was taken before, else abandoned. A
 * session whose opening got no answer is asked for first, or else it could be paid after the order has ended.
 */
@Injectable()
export class CloseSession {
  constructor(
    private readonly database: Database,
    private readonly provider: PaymentProvider,
    private readonly callsToProvider: CallsToProvider,
    private readonly openSession: OpenSession,
    private readonly orders: OrderRepository,
    private readonly recordOutcome: RecordOutcome,
    private readonly outbox: Outbox,
  ) {}

  async perform(call: ProviderCall): Promise<void> {
    const order = await this.orders.find(this.database, call.orderId);
    if (order === undefined) throw new Error(`The call ${call.id} has no order`);
    await this.callsToProvider.attempt(
      call,
      (signal) => this.endSession(order, call.idempotencyKey, signal),
      (transaction, report) => this.settle(transaction, order.id, report),
    );
  }

  private async endSession(
    order: Order,
    idempotencyKey: string,
    signal: AbortSignal,
  ): Promise<SessionReport> {
    let sessionId: string;
    try {
      sessionId = await this.openSession.ensure(order);
    } catch (error) {
      // The provider never opened one: nothing can have been paid.
      if (error instanceof Refusal && error.code === PROVIDER_REFUSED)
        return { state: 'expired', declineIds: [] };
      throw error;
    }
    return this.provider.expireSession(sessionId, idempotencyKey, signal);
  }

  private async settle(transaction: Transaction, orderId: string, report: SessionReport): Promise<void> {
    const locked = await this.orders.lock(transaction, orderId);
    if (locked === undefined) throw new Error(`The order ${orderId} is gone`);
    if (report.state === 'open') throw new Error(`The provider left the session of order ${orderId} open`);
    const order = await this.recordOutcome.recordReport(transaction, locked, report);
    if (!canBecome(order.state, 'abandoned')) return;
    const abandoned = await this.orders.becomeAbandoned(transaction, order);
    await this.outbox.append(transaction, orderAbandoned, {
      ...orderFacts(abandoned),
      reason: abandoned.closingReason ?? 'deadline',
    });
  }
}
