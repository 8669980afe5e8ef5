import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import type { Transaction } from '#libs/database';
import type { EventContext } from '#libs/events';
import { DueWork } from '#libs/jobs';
import type { MessageContent } from './message.js';
import { MessageRepository, type NewMessage } from './message.repository.js';
import { SEND_DUE_MESSAGES } from './send-due-messages.js';

const ASKED_WITHIN_MS = 60 * 60_000;
const ASKED_AT_MOST = 3;

/** Queues a mail in the transaction of what causes it, and has it sent once that has committed. */
@Injectable()
export class QueueMessage {
  constructor(
    private readonly messages: MessageRepository,
    private readonly dueWork: DueWork,
    private readonly clock: Clock,
  ) {}

  async execute(transaction: Transaction, message: NewMessage): Promise<void> {
    await this.messages.queue(transaction, message, this.clock.now());
    transaction.onCommit(this.wake);
  }

  /** Whether an address that has proven nothing may get one more mail of this sort: three in an hour. */
  async mayAsk(
    transaction: Transaction,
    personId: string,
    template: 'sign-in' | 'subscription-opt-in',
  ): Promise<boolean> {
    const since = new Date(this.clock.now().getTime() - ASKED_WITHIN_MS);
    return (await this.messages.countSince(transaction, personId, template, since)) < ASKED_AT_MOST;
  }

  /** The mail that answers an event, to the person whom it is about. */
  async because(
    event: { id: string; data: { personId: string } },
    content: MessageContent,
    { transaction }: EventContext,
  ): Promise<void> {
    await this.execute(transaction, { personId: event.data.personId, content, cause: event.id });
  }

  private readonly wake = (): void => this.dueWork.wake(SEND_DUE_MESSAGES);
}
