import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { messageSent } from '#libs/contracts';
import { Database } from '#libs/database';
import { Outbox } from '#libs/events';
import { DueWork, type Sweep } from '#libs/jobs';
import { inTrace } from '#libs/observability';
import { MailComposer } from '../mails/compose-mail.js';
import { FactMissing, NothingToSay } from '../mails/composed-mail.js';
import { BATCH, ClaimDueMessages, type ClaimedMessage } from './claim-due-messages.js';
import { fateAfter, leftOut, type Failure, type Message } from './message.js';
import { MessageRepository, type Outcome } from './message.repository.js';
import { MailNotSent, MailTransport, type OutgoingMail } from './transport/mail-transport.js';

export const SEND_DUE_MESSAGES = 'send-due-messages';
/** A fact that is on its way is here soon; a follow-up does not wait for long. */
const FACT_LOOKS = 10;

/** Sends what is due: claims it in one transaction, hands it to the transport outside of any, records its fate in another. */
@Injectable()
export class SendDueMessages implements Sweep, OnModuleDestroy {
  readonly name = SEND_DUE_MESSAGES;
  private readonly logger = new Logger(SendDueMessages.name);
  private isStopping = false;

  constructor(
    private readonly database: Database,
    private readonly messages: MessageRepository,
    private readonly claimDueMessages: ClaimDueMessages,
    private readonly composer: MailComposer,
    private readonly transport: MailTransport,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    dueWork: DueWork,
  ) {
    dueWork.register(this);
  }

  async nextDue(): Promise<Date | null> {
    return this.messages.nextDue(this.database);
  }

  /** What is in hand is finished; what is due is for the next process. */
  onModuleDestroy(): void {
    this.isStopping = true;
  }

  async run(): Promise<void> {
    while (!this.isStopping) {
      const { looked, claimed } = await this.claimDueMessages.execute();
      // A run ends when all of its mails have: one whose fate cannot be recorded leaves none behind.
      const sent = await Promise.allSettled(
        claimed.map((each) => inTrace(each.message.traceparent, 'send message', () => this.send(each))),
      );
      for (const each of sent) if (each.status === 'rejected') throw each.reason;
      if (looked < BATCH) return;
    }
  }

  private async send({ message, person }: ClaimedMessage): Promise<void> {
    let mail: OutgoingMail;
    try {
      mail = await this.composer.compose(message, person);
    } catch (error) {
      return this.notComposed(message, error);
    }
    try {
      await this.transport.send(mail);
    } catch (error) {
      return this.notSent(message, error);
    }
    await this.database.transaction(async (transaction) => {
      const sentAt = this.clock.now();
      const recorded = await this.messages.settle(transaction, message.id, message.attempts, {
        state: 'sent',
        sentAt,
      });
      if (!recorded) return;
      const { id, personId, content, runId } = message;
      await this.outbox.append(transaction, messageSent, {
        messageId: id,
        personId,
        template: content.template,
        runId,
      });
    });
  }

  private async notComposed(message: Message, error: unknown): Promise<void> {
    if (error instanceof NothingToSay)
      return this.settle(message, { state: leftOut(message), reason: 'nothing-to-say' });
    if (error instanceof FactMissing) {
      if (message.purpose === 'follow-up' && message.attempts >= FACT_LOOKS)
        return this.settle(message, { state: 'skipped', reason: 'fact-missing' });
      return this.endAttempt(message, 'not-accepted', 'fact-missing');
    }
    this.logger.error(`${spoken(message)} cannot be composed: ${kindOf(error)}`);
    return this.endAttempt(message, 'not-accepted', 'not-composed');
  }

  private async notSent(message: Message, error: unknown): Promise<void> {
    const { failure, reason } =
      error instanceof MailNotSent ? error : { failure: 'no-answer' as const, reason: kindOf(error) };
    this.logger.warn(`${spoken(message)} was not sent: ${failure}, ${reason}`);
    return this.endAttempt(message, failure, reason);
  }

  private async endAttempt(message: Message, failure: Failure, reason: string): Promise<void> {
    const { state, againInMs } = fateAfter(failure, message);
    if (againInMs === undefined)
      this.logger.error(
        `${spoken(message)} is given up as ${state} after ${message.attempts} attempts: ${reason}`,
      );
    await this.settle(message, {
      state,
      reason,
      unanswered: failure === 'no-answer',
      ...(againInMs !== undefined && { dueAt: new Date(this.clock.now().getTime() + againInMs) }),
    });
  }

  private async settle({ id, attempts }: Message, outcome: Outcome): Promise<void> {
    await this.database.transaction((transaction) =>
      this.messages.settle(transaction, id, attempts, outcome),
    );
  }
}

function spoken({ id, content }: Message): string {
  return `Message ${id} (${content.template})`;
}

/** An error's kind: its text could hold an address. */
function kindOf(error: unknown): string {
  return error instanceof Error ? error.name : 'failed for no stated reason';
}
