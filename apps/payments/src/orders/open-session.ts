import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Refusal } from '#libs/contracts';
import { Database } from '#libs/database';
import { PaymentsConfig } from '../payments.config.js';
import type { ProviderCall } from '../provider-calls/provider-call.repository.js';
import { ProviderCalls } from '../provider-calls/calls-to-provider.js';
import { PaymentProvider } from '../provider/payment-provider.js';
import { pauseBeforeAsking, type Order } from './order.js';
import { OrderRepository } from './order.repository.js';

/** Opens the one session at the provider in which an order can be paid. */
@Injectable()
export class OpenSession {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: PaymentsConfig,
    private readonly provider: PaymentProvider,
    private readonly providerCalls: ProviderCalls,
    private readonly orders: OrderRepository,
  ) {}

  async perform(call: ProviderCall): Promise<void> {
    const order = await this.orders.find(this.database, call.orderId);
    if (order === undefined) throw new Error(`The call ${call.id} has no order`);
    await this.providerCalls.attempt(
      call,
      () =>
        this.provider.openSession({
          orderId: order.id,
          idempotencyKey: call.idempotencyKey,
          lines: order.lines,
          total: order.total,
          returnUrl: `${this.config.publicUrl}/orders/${order.id}`,
          expiresAt: order.payableUntil,
        }),
      async (transaction, session) => {
        const askAt = new Date(this.clock.now().getTime() + pauseBeforeAsking(0));
        await this.orders.keepSession(transaction, order.id, session, askAt);
      },
    );
  }

  /**
   * The order's session, asking for it again where an earlier question got no answer.
   * @throws Refusal `in-progress` while somebody else is asking.
   */
  async ensure(order: Order): Promise<string> {
    if (order.sessionId !== null) return order.sessionId;
    const call = await this.providerCalls.claim({ kind: 'open-session', orderId: order.id });
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
