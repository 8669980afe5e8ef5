import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import type { Transaction } from '#libs/database';
import type { EventContext } from '#libs/events';
import { DueWork } from '#libs/jobs';
import { NotificationsConfig } from '../notifications.config.js';
import {
  isUnverified,
  mayBeAsked,
  mayGo,
  UNVERIFIED_MAILS_PER_DAY,
} from '../unverified-mails/unverified-mail.js';
import {
  TOO_MANY_UNVERIFIED,
  UnverifiedMailRepository,
} from '../unverified-mails/unverified-mail.repository.js';
import type { MessageContent } from './message.js';
import { MessageRepository, type NewMessage } from './message.repository.js';
import { SEND_DUE_MESSAGES } from './send-due-messages.js';

/** Queues a mail in the transaction of what causes it, and has it sent once that has committed. */
@Injectable()
export class QueueMessage {
  private readonly perDay: number;

  constructor(
    private readonly messages: MessageRepository,
    private readonly unverified: UnverifiedMailRepository,
    private readonly dueWork: DueWork,
    private readonly clock: Clock,
    { unverifiedMailsPerDay }: NotificationsConfig,
  ) {
    this.perDay = unverifiedMailsPerDay ?? UNVERIFIED_MAILS_PER_DAY;
  }

  async execute(transaction: Transaction, message: NewMessage): Promise<void> {
    const unverified = message.unverified ?? isUnverified(message.content.template);
    await this.messages.queue(transaction, { ...message, unverified }, this.clock.now());
    transaction.onCommit(this.wake);
  }

  /** Whether one more mail of this sort may be asked for, for an address that somebody has typed. */
  async mayAsk(
    transaction: Transaction,
    personId: string,
    template: 'sign-in' | 'subscription-opt-in',
  ): Promise<boolean> {
    const now = this.clock.now();
    return mayBeAsked(await this.unverified.standingOf(transaction, personId, template, now), this.perDay);
  }

  /**
   * The mail that answers an event, to the person whom it is about. When anybody can have caused it by typing an
   * address, and too many such have gone there already, then it is left out.
   * @param cost what the event's cause has cost, where that decides it.
   */
  async because(
    event: { id: string; data: { personId: string } },
    content: MessageContent,
    { transaction }: EventContext,
    cost?: { amount: number },
  ): Promise<void> {
    const { personId } = event.data;
    const { template } = content;
    const unverified = isUnverified(template, cost);
    const goes =
      !unverified ||
      mayGo(await this.unverified.standingOf(transaction, personId, template, this.clock.now()), this.perDay);
    const leftOut = goes ? {} : { leftOut: TOO_MANY_UNVERIFIED };
    await this.execute(transaction, { personId, content, cause: event.id, unverified, ...leftOut });
  }

  private readonly wake = (): void => this.dueWork.wake(SEND_DUE_MESSAGES);
}
