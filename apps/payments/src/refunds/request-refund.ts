import { Injectable } from '@nestjs/common';
import type { Money, RefundReason } from '#libs/contracts';
import { newId, type Transaction } from '#libs/database';
import type { Order } from '../orders/order.js';
import { OrderRepository } from '../orders/order.repository.js';
import { CallsToProvider } from '../provider-calls/calls-to-provider.js';
import { RefundRepository } from './refund.repository.js';

/** Decides, in the transaction that records a capture, that it goes back whole; the call to the provider follows. */
@Injectable()
export class RequestRefund {
  constructor(
    private readonly orders: OrderRepository,
    private readonly refunds: RefundRepository,
    private readonly callsToProvider: CallsToProvider,
  ) {}

  async ofCapture(
    transaction: Transaction,
    order: Order,
    { attemptId, amount, reason }: { attemptId: string; amount: Money; reason: RefundReason },
  ): Promise<void> {
    const id = newId();
    if (amount.currency === order.total.currency)
      await this.orders.addCaptured(transaction, order, amount.amount);
    await this.refunds.insert(transaction, { id, orderId: order.id, attemptId, reason });
    await this.callsToProvider.request(transaction, { kind: 'refund', orderId: order.id, refundId: id });
  }
}
