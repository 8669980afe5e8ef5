import { Injectable } from '@nestjs/common';
import { orderRefunded } from '#libs/contracts';
import { Database, type Transaction } from '#libs/database';
import { Outbox } from '#libs/events';
import { orderFacts } from '../orders/order.js';
import { OrderRepository } from '../orders/order.repository.js';
import type { ProviderCall } from '../provider-calls/provider-call.repository.js';
import { CallsToProvider } from '../provider-calls/calls-to-provider.js';
import { PaymentProvider } from '../provider/payment-provider.js';
import { RefundRepository, type Refund } from './refund.repository.js';

/** Sends a capture back at the provider and says so. */
@Injectable()
export class RefundCapture {
  constructor(
    private readonly database: Database,
    private readonly provider: PaymentProvider,
    private readonly callsToProvider: CallsToProvider,
    private readonly orders: OrderRepository,
    private readonly refunds: RefundRepository,
    private readonly outbox: Outbox,
  ) {}

  async perform(call: ProviderCall): Promise<void> {
    const refund = call.refundId === null ? undefined : await this.refunds.find(this.database, call.refundId);
    if (refund === undefined) throw new Error(`The call ${call.id} refunds nothing`);
    const { captureId, amount } = refund;
    await this.callsToProvider.attempt(
      call,
      (signal) => this.provider.refund({ captureId, amount, idempotencyKey: call.idempotencyKey }, signal),
      (transaction, { refundId }) => this.settle(transaction, refund, refundId),
    );
  }

  private async settle(transaction: Transaction, refund: Refund, providerRefundId: string): Promise<void> {
    const order = await this.orders.lock(transaction, refund.orderId);
    if (order === undefined) throw new Error(`The refund ${refund.id} has no order`);
    if (!(await this.refunds.settle(transaction, refund.id, providerRefundId))) return;
    const { amount } = refund;
    if (amount.currency === order.total.currency)
      await this.orders.addRefunded(transaction, order, amount.amount);
    const advanced = await this.orders.advance(transaction, order);
    await this.outbox.append(transaction, orderRefunded, {
      ...orderFacts(advanced),
      refundId: refund.id,
      refunded: amount,
      reason: refund.reason,
      releasesSeats: 0,
    });
  }
}
