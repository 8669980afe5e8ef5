import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/database';
import { CallsToProvider } from '../provider-calls/calls-to-provider.js';
import type { ClosingReason, Order } from './order.js';
import { OrderRepository } from './order.repository.js';

/** Begins to end an open order; the provider has the last word on whether it was paid. */
@Injectable()
export class CloseOrder {
  constructor(
    private readonly orders: OrderRepository,
    private readonly callsToProvider: CallsToProvider,
  ) {}

  /** @param order locked by the transaction. */
  async begin(transaction: Transaction, order: Order, reason: ClosingReason): Promise<void> {
    await this.orders.startClosing(transaction, order, reason);
    await this.callsToProvider.request(transaction, { kind: 'close-session', orderId: order.id });
  }
}
