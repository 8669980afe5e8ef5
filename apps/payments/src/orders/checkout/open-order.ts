import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { orderOpened, Refusal, type Money } from '#libs/contracts';
import type { Transaction } from '#libs/database';
import { Outbox } from '#libs/events';
import type { ProviderCall } from '../../provider-calls/provider-call.repository.js';
import { CallsToProvider } from '../../provider-calls/calls-to-provider.js';
import { orderFacts } from '../order.js';
import { OrderRepository, type NewOrder } from '../order.repository.js';
import type { Order } from '../order.js';

/** An order as a checkout leaves it. */
export interface CheckedOut {
  readonly order: Order;
  /** Whether the checkout opened it, or found it. */
  readonly isNew: boolean;
  /** Whether the same wish had come before, with the same key. */
  readonly isReplay: boolean;
}

/** A new order, and the call that opens its session, which the caller performs after the commit. */
export interface OpenedOrder {
  readonly order: Order;
  readonly call: ProviderCall;
}

@Injectable()
export class OpenOrder {
  constructor(
    private readonly clock: Clock,
    private readonly orders: OrderRepository,
    private readonly callsToProvider: CallsToProvider,
    private readonly outbox: Outbox,
  ) {}

  /** @returns undefined when the enrollment already has its order. */
  async open(
    transaction: Transaction,
    wanted: Omit<NewOrder, 'state' | 'closingReason' | 'createdAt'>,
  ): Promise<OpenedOrder | undefined> {
    const isNew = await this.orders.insert(transaction, {
      ...wanted,
      state: 'open',
      closingReason: null,
      createdAt: this.clock.now(),
    });
    const order = isNew ? await this.orders.find(transaction, wanted.id) : undefined;
    if (order === undefined) return undefined;
    await this.outbox.append(transaction, orderOpened, orderFacts(order));
    const call = await this.callsToProvider.requestAndClaim(transaction, {
      kind: 'open-session',
      orderId: order.id,
    });
    return { order, call };
  }
}

/** @throws Refusal `price-changed` when the person was shown another price. */
export function assertExpected(expected: Money | undefined, total: Money): void {
  if (expected === undefined) return;
  if (expected.amount === total.amount && expected.currency === total.currency) return;
  throw new Refusal(
    'conflict',
    'price-changed',
    'The price is not what you were shown. Nothing was ordered.',
    [{ pointer: '/expectedTotal', detail: `it is ${total.amount} ${total.currency} in minor units` }],
  );
}
