import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database, isDatabaseUnavailable, type Transaction } from '#libs/database';
import { DueWork, type Sweep } from '#libs/jobs';
import { OrderRepository } from '../orders/order.repository.js';
import { RecordOutcome } from '../orders/record-outcome.js';
import { ProviderEventRepository, type WaitingEvent } from './provider-event.repository.js';

export const APPLY_PROVIDER_EVENTS = 'apply-provider-events';

const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 60 * 60_000;
const ORDER_COMES_WITHIN_MS = 3 * 24 * 60 * 60_000;

/** Applies webhooks from the inbox, each in one transaction with the mark that it has been applied. */
@Injectable()
export class ApplyProviderEvents implements Sweep {
  readonly name = APPLY_PROVIDER_EVENTS;
  private readonly logger = new Logger(ApplyProviderEvents.name);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly events: ProviderEventRepository,
    private readonly orders: OrderRepository,
    private readonly recordOutcome: RecordOutcome,
    dueWork: DueWork,
  ) {
    dueWork.register(this);
  }

  nextDue(): Promise<Date | null> {
    return this.events.nextDue(this.database);
  }

  async run(): Promise<void> {
    while (await this.applyNext()) {
      // until nothing is due
    }
  }

  /** @returns false when nothing is due. */
  private async applyNext(): Promise<boolean> {
    let event: WaitingEvent | undefined;
    try {
      await this.database.transaction(async (transaction) => {
        event = await this.events.lockDue(transaction, this.clock.now());
        if (event === undefined) return;
        const order = await this.orders.lock(transaction, event.orderId);
        if (order === undefined) return this.leave(transaction, event);
        await this.recordOutcome.record(transaction, order, event.outcome);
        await this.events.markApplied(transaction, event.id);
      });
      return event !== undefined;
    } catch (error) {
      if (event === undefined || isDatabaseUnavailable(error)) throw error;
      await this.postpone(event, String(error).slice(0, 200));
      return true;
    }
  }

  /** It may be of an order that a backup has not got back yet, or of another system that shares the account. */
  private async leave(transaction: Transaction, event: WaitingEvent): Promise<void> {
    if (this.clock.now().getTime() - event.receivedAt.getTime() > ORDER_COMES_WITHIN_MS) {
      this.logger.error(`A webhook of the unknown order ${event.orderId} has waited for it in vain`);
      return this.events.giveUp(transaction, event.id);
    }
    this.logger.warn(`A webhook of the unknown order ${event.orderId} waits for it`);
    return this.events.markUnmatched(transaction, event.id, this.nextTry(event));
  }

  private async postpone(event: WaitingEvent, error: string): Promise<void> {
    this.logger.error(`A webhook of order ${event.orderId} could not be applied: ${error}`);
    await this.database.transaction((transaction) =>
      this.events.postpone(transaction, event.id, this.nextTry(event), error),
    );
  }

  private nextTry({ attempts }: WaitingEvent): Date {
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts, 10), LONGEST_PAUSE_MS);
    return new Date(this.clock.now().getTime() + pause);
  }
}
