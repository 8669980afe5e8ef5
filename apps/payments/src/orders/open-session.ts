import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Refusal } from '#libs/contracts';
import { Database } from '#libs/database';
import { PaymentsConfig } from '../payments.config.js';
import type { ProviderCall } from '../provider-calls/provider-call.repository.js';
import { CallsToProvider } from '../provider-calls/calls-to-provider.js';
import { PaymentProvider } from '../provider/payment-provider.js';
import { isPayable, pauseBeforeAsking, type Order } from './order.js';
import { OrderRepository } from './order.repository.js';

/** Opens the one session at the provider in which an order can be paid. */
@Injectable()
export class OpenSession {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: PaymentsConfig,
    private readonly provider: PaymentProvider,
    private readonly callsToProvider: CallsToProvider,
    private readonly orders: OrderRepository,
  ) {}

  async perform(call: ProviderCall): Promise<void> {
    const order = await this.orders.find(this.database, call.orderId);
    if (order === undefined) throw new Error(`The call ${call.id} has no order`);
    await this.callsToProvider.attempt(
      call,
      (signal) =>
        this.provider.openSession(
          {
            orderId: order.id,
            idempotencyKey: call.idempotencyKey,
            lines: order.lines,
            total: order.total,
            returnUrl: `${this.config.publicUrl}/orders/${order.id}`,
            expiresAt: order.payableUntil,
          },
          signal,
        ),
      async (transaction, session) => {
        const askAt = new Date(this.clock.now().getTime() + pauseBeforeAsking(0));
        await this.orders.keepSession(transaction, order.id, session, askAt);
      },
    );
  }

  /**
   * Sees to it that an order which can still be paid has a session.
   * @param call the opening of the session, when the caller has just requested it.
   * @returns the order as it is afterwards.
   */
  async prepare(order: Order, call: ProviderCall | undefined): Promise<Order> {
    if (call !== undefined) await this.perform(call);
    else if (isPayable(order, this.clock.now())) await this.ensure(order);
    return (await this.orders.find(this.database, order.id)) ?? order;
  }

  /**
   * The order's session, asking for it again where an earlier question got no answer.
   * @throws Refusal `in-progress` while somebody else is asking, `provider-refused` when there is none and never will be.
   */
  async ensure(order: Order): Promise<string> {
    if (order.sessionId !== null) return order.sessionId;
    const call = await this.callsToProvider.claim({ kind: 'open-session', orderId: order.id });
    if (call !== undefined) await this.perform(call);
    const sessionId = (await this.orders.find(this.database, order.id))?.sessionId ?? null;
    if (sessionId !== null) return sessionId;
    throw new Refusal(
      'conflict',
      'in-progress',
      'This order is just being prepared. Please try again shortly.',
    );
  }
}
