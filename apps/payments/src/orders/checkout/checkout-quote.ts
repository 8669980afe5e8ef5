import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Refusal, type Quote } from '#libs/contracts';
import { Database, newId, type Transaction } from '#libs/database';
import type { Wish } from '#libs/http';
import { SignedStatements, signedQuote } from '#libs/identity';
import type { ProviderCall } from '../../provider-calls/provider-call.repository.js';
import { OneAtATime } from '../one-at-a-time.js';
import { OpenSession } from '../open-session.js';
import { OrderRepository } from '../order.repository.js';
import type { Order } from '../order.js';
import type { QuoteCheckoutInput } from './checkout-input.js';
import { CheckoutWishRepository } from './checkout-wish.repository.js';
import { assertExpected, OpenOrder, type CheckedOut } from './open-order.js';

/** The order of a hold for seats. There is one per enrollment, whoever asks for it and however often. */
@Injectable()
export class CheckoutQuote {
  private readonly twins = new OneAtATime();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly statements: SignedStatements,
    private readonly orders: OrderRepository,
    private readonly wishes: CheckoutWishRepository,
    private readonly openOrder: OpenOrder,
    private readonly openSession: OpenSession,
  ) {}

  /**
   * @throws Refusal `quote-closed`, `quote-expired`, `price-changed`, `idempotency-key-reused`, `in-progress`,
   *   `provider-unavailable`, `provider-refused`.
   */
  async checkout({ quote: token, expectedTotal }: QuoteCheckoutInput, wish: Wish): Promise<CheckedOut> {
    const quote = await this.statements.verify(signedQuote, token);
    return this.twins.run(quote.enrollmentId, async () => {
      const { order, call, isNew, isReplay } = await this.database.transaction(async (transaction) => {
        const found = await this.openOrFind(transaction, quote);
        const kept = await this.wishes.keep(transaction, wish, found.order.id, found.call !== undefined);
        assertExpected(expectedTotal, quote.total);
        return { ...found, ...kept };
      });
      return { order: await this.openSession.prepare(order, call), isNew, isReplay };
    });
  }

  private async openOrFind(
    transaction: Transaction,
    { enrollmentId, personId, lines, total, via, payableUntil: until }: Quote,
  ): Promise<{ order: Order; call?: ProviderCall }> {
    const payableUntil = new Date(until);
    if (this.clock.now() < payableUntil) {
      const wanted = { id: newId(), personId, enrollmentId, lines, total, via, payableUntil };
      const opened = await this.openOrder.open(transaction, wanted);
      if (opened !== undefined) return opened;
    }
    const order = await this.orders.findOfEnrollment(transaction, enrollmentId);
    if (order === undefined)
      throw new Refusal('gone', 'quote-expired', 'The time to pay for these seats is over.');
    if (order.state === 'abandoned')
      throw new Refusal('gone', 'quote-closed', 'These seats are no longer kept.');
    return { order };
  }
}
