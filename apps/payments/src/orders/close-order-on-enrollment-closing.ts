import { Controller } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { enrollmentClosing, orderAbandoned, type EventOf } from '#libs/contracts';
import { newId, type Transaction } from '#libs/database';
import { EventContext, OnEvent, Outbox } from '#libs/events';
import { paymentsEvents } from '../payments-events.js';
import { CloseOrder } from './close-order.js';
import { orderFacts } from './order.js';
import { OrderRepository } from './order.repository.js';

/**
 * Enrollment asks whether a hold is paid or over. Where nobody came to pay, an abandoned order takes the place of the
 * one that might still be opened; an open order is closed; one that has ended was answered when it did.
 */
@Controller()
export class CloseOrderOnEnrollmentClosing {
  constructor(
    private readonly clock: Clock,
    private readonly orders: OrderRepository,
    private readonly closeOrder: CloseOrder,
    private readonly outbox: Outbox,
  ) {}

  @OnEvent(enrollmentClosing, paymentsEvents, 'close-order')
  async handle({ data }: EventOf<typeof enrollmentClosing>, { transaction }: EventContext): Promise<void> {
    if (await this.abandonUnopened(transaction, data)) return;
    const order = await this.orders.lockOfEnrollment(transaction, data.enrollmentId);
    if (order?.state === 'open') await this.closeOrder.begin(transaction, order, data.reason);
  }

  private async abandonUnopened(
    transaction: Transaction,
    { enrollmentId, personId, price, via, reason }: EventOf<typeof enrollmentClosing>['data'],
  ): Promise<boolean> {
    const now = this.clock.now();
    const order = {
      id: newId(),
      version: 1,
      personId,
      enrollmentId,
      total: { amount: 0, currency: price.currency },
      lines: [],
      via,
    };
    const isNew = await this.orders.insert(transaction, {
      ...order,
      state: 'abandoned',
      payableUntil: now,
      closingReason: reason,
      createdAt: now,
    });
    if (isNew) await this.outbox.append(transaction, orderAbandoned, { ...orderFacts(order), reason });
    return isNew;
  }
}
