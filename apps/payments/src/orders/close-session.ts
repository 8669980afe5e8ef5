import { Injectable } from '@nestjs/common';
import { orderAbandoned } from '#libs/contracts';
import { Database, type Transaction } from '#libs/database';
import { Outbox } from '#libs/events';
import type { ProviderCall } from '../provider-calls/provider-call.repository.js';
import { ProviderCalls } from '../provider-calls/calls-to-provider.js';
import { PaymentProvider, type SessionReport } from '../provider/payment-provider.js';
import { OpenSession } from './open-session.js';
import { orderFacts } from './order-facts.js';
import { OrderRepository } from './order.repository.js';
import type { Order } from './order.js';
import { RecordSessionReport } from './record-session-report.js';

/**
 * Ends an order's session at the provider, and then the order: paid, if money was taken before, else abandoned. A
 * session whose opening got no answer is asked for first, or else it could be paid after the order has ended.
 */
@Injectable()
export class CloseSession {
  constructor(
    private readonly database: Database,
    private readonly provider: PaymentProvider,
    private readonly providerCalls: ProviderCalls,
    private readonly openSession: OpenSession,
    private readonly orders: OrderRepository,
    private readonly recordSessionReport: RecordSessionReport,
    private readonly outbox: Outbox,
  ) {}

  async perform(call: ProviderCall): Promise<void> {
    const order = await this.orders.find(this.database, call.orderId);
    if (order === undefined) throw new Error(`The call ${call.id} has no order`);
    await this.providerCalls.attempt(
      call,
      () => this.endSession(order, call.idempotencyKey),
      (transaction, report) => this.settle(transaction, order.id, report),
    );
  }

  private async endSession(order: Order, idempotencyKey: string): Promise<SessionReport> {
    // The provider never opened one: nothing can have been paid.
    const isWithoutSession = await this.providerCalls.isRefused({ kind: 'open-session', orderId: order.id });
    if (isWithoutSession) return { state: 'expired', declineIds: [] };
    return this.provider.expireSession(await this.openSession.ensure(order), idempotencyKey);
  }

  private async settle(transaction: Transaction, orderId: string, report: SessionReport): Promise<void> {
    const locked = await this.orders.lock(transaction, orderId);
    if (locked === undefined) throw new Error(`The order ${orderId} is gone`);
    if (report.state === 'open') throw new Error(`The provider left the session of order ${orderId} open`);
    const order = await this.recordSessionReport.record(transaction, locked, report);
    if (order.state !== 'open') return;
    const abandoned = await this.orders.becomeAbandoned(transaction, order);
    await this.outbox.append(transaction, orderAbandoned, {
      ...orderFacts(abandoned),
      reason: abandoned.closingReason ?? 'deadline',
    });
  }
}
