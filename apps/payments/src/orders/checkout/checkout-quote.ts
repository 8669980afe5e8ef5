import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Refusal, type Quote } from '#libs/contracts';
import { Database, newId } from '#libs/database';
import { SignedStatements, signedQuote } from '#libs/identity';
import { OneAtATime } from '../one-at-a-time.js';
import { OpenSession } from '../open-session.js';
import { OrderRepository } from '../order.repository.js';
import type { Order } from '../order.js';
import type { QuoteCheckoutInput } from './checkout-input.js';
import { assertExpected, OpenOrder, type OpenedOrder } from './open-order.js';

/** The order of a hold for seats. There is one per enrollment, whoever asks for it and however often. */
@Injectable()
export class CheckoutQuote {
  private readonly twins = new OneAtATime();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly statements: SignedStatements,
    private readonly orders: OrderRepository,
    private readonly openOrder: OpenOrder,
    private readonly openSession: OpenSession,
  ) {}

  /** @throws Refusal `quote-closed`, `quote-expired`, `price-changed`, `in-progress`, `provider-unavailable`. */
  async checkout({
    quote: token,
    expectedTotal,
  }: QuoteCheckoutInput): Promise<{ order: Order; isNew: boolean }> {
    const quote = await this.statements.verify(signedQuote, token);
    assertExpected(expectedTotal, quote.total);
    return this.twins.run(quote.enrollmentId, async () => {
      const opened = await this.database.transaction((transaction) => this.open(transaction, quote));
      const order = opened?.order ?? (await this.orders.findOfEnrollment(this.database, quote.enrollmentId));
      if (order === undefined)
        throw new Refusal('gone', 'quote-expired', 'The time to pay for these seats is over.');
      if (order.state === 'abandoned')
        throw new Refusal('gone', 'quote-closed', 'These seats are no longer kept.');
      if (order.state === 'paid') return { order, isNew: false };
      if (opened !== undefined) await this.openSession.perform(opened.call);
      else if (order.closingReason === null) await this.openSession.ensure(order);
      return {
        order: (await this.orders.find(this.database, order.id)) ?? order,
        isNew: opened !== undefined,
      };
    });
  }

  private async open(
    transaction: Parameters<OpenOrder['open']>[0],
    { enrollmentId, personId, lines, total, via, payableUntil }: Quote,
  ): Promise<OpenedOrder | undefined> {
    if (this.clock.now() >= new Date(payableUntil)) return undefined;
    return this.openOrder.open(transaction, {
      id: newId(),
      personId,
      enrollmentId,
      lines,
      total,
      via,
      payableUntil: new Date(payableUntil),
      idempotencyKey: null,
      inputHash: null,
    });
  }
}
