import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { messageSent } from '#libs/contracts';
import { Database, type Transaction } from '#libs/database';
import { Outbox } from '#libs/events';
import { DueWork, type Sweep } from '#libs/jobs';
import { PersonRepository, type Person } from '../people/person.repository.js';
import { MailComposer } from '../mails/compose-mail.js';
import { FactMissing, NothingToSay } from '../mails/composed-mail.js';
import { afterUncertainty, retryDelayMs, type Message } from './message.js';
import { MessageRepository } from './message.repository.js';
import { PermissionToSend } from './permission-to-send.js';
import { MailNotAccepted, MailTransport, type OutgoingMail } from './transport/mail-transport.js';

export const SEND_DUE_MESSAGES = 'send-due-messages';
const BATCH = 20;
/** A sender that has not reported for this long is taken to be dead. */
const HEARD_OF_WITHIN_MS = 10 * 60_000;
/** An address that comes makes its messages due at once; this is for what went wrong with that. */
const ADDRESS_LOOK_AGAIN_MS = 60 * 60_000;
/** A fact that is on its way is here soon. */
const FACT_LOOK_AGAIN_MS = 60_000;
const FACT_LOOKS = 10;

interface Claimed {
  readonly message: Message;
  readonly person: Person;
}

/** Sends what is due: claims it in one transaction, hands it to the transport outside of any, records its fate in another. */
@Injectable()
export class SendDueMessages implements Sweep {
  readonly name = SEND_DUE_MESSAGES;
  private readonly logger = new Logger(SendDueMessages.name);

  constructor(
    private readonly database: Database,
    private readonly messages: MessageRepository,
    private readonly people: PersonRepository,
    private readonly permission: PermissionToSend,
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

  async run(): Promise<void> {
    for (;;) {
      const { looked, claimed } = await this.claimSome();
      await Promise.all(claimed.map((each) => this.send(each)));
      if (looked < BATCH) return;
    }
  }

  private async claimSome(): Promise<{ looked: number; claimed: Claimed[] }> {
    return this.database.transaction(async (transaction) => {
      const due = await this.messages.lockDue(transaction, this.clock.now(), BATCH);
      const claimed: Claimed[] = [];
      for (const message of due) {
        const person = await this.claim(transaction, message);
        if (person !== undefined)
          claimed.push({ message: { ...message, attempts: message.attempts + 1 }, person });
      }
      return { looked: due.length, claimed };
    });
  }

  /** @returns whom to send it to, or undefined when it is not sent now. */
  private async claim(transaction: Transaction, message: Message): Promise<Person | undefined> {
    const { id, attempts, purpose } = message;
    const now = this.clock.now();
    if (message.state === 'submitting' && afterUncertainty(purpose) === 'uncertain') {
      await this.messages.settle(transaction, id, attempts, { state: 'uncertain', reason: 'sender-lost' });
      return undefined;
    }
    const refused = await this.permission.whyNot(transaction, message);
    if (refused !== undefined) {
      await this.messages.settle(transaction, id, attempts, { state: 'skipped', reason: refused });
      return undefined;
    }
    const person = await this.addressee(transaction, message.personId);
    if (person === undefined) {
      if (message.content.template === 'sign-in') {
        await this.messages.settle(transaction, id, attempts, { state: 'skipped', reason: 'nobody-here' });
        return undefined;
      }
      const dueAt = new Date(now.getTime() + ADDRESS_LOOK_AGAIN_MS);
      await this.messages.settle(transaction, id, attempts, {
        state: 'queued',
        dueAt,
        reason: 'address-unknown',
      });
      return undefined;
    }
    await this.messages.beginAttempt(transaction, id, new Date(now.getTime() + HEARD_OF_WITHIN_MS));
    return person;
  }

  /** Who is unknown stays so until the message is put off: else their description could just miss it. */
  private async addressee(transaction: Transaction, personId: string): Promise<Person | undefined> {
    const known = await this.people.find(transaction, personId);
    if (known !== undefined) return known;
    await this.people.lock(transaction, personId);
    return this.people.find(transaction, personId);
  }

  private async send({ message, person }: Claimed): Promise<void> {
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
      return this.settle(message, { state: 'skipped', reason: 'nothing-to-say' });
    if (
      error instanceof FactMissing &&
      (message.purpose === 'transactional' || message.attempts < FACT_LOOKS)
    ) {
      const delayMs = Math.max(FACT_LOOK_AGAIN_MS, retryDelayMs(message.attempts));
      return this.again(message, delayMs, 'fact-missing');
    }
    if (error instanceof FactMissing)
      return this.settle(message, { state: 'skipped', reason: 'fact-missing' });
    this.logger.error(
      `Message ${message.id} (${message.content.template}) cannot be composed: ${sort(error)}`,
    );
    return this.again(message, retryDelayMs(message.attempts), 'not-composed');
  }

  private async notSent(message: Message, error: unknown): Promise<void> {
    this.logger.error(`Message ${message.id} (${message.content.template}) was not sent: ${sort(error)}`);
    if (error instanceof MailNotAccepted)
      return this.again(message, retryDelayMs(message.attempts), 'not-accepted');
    // Whether it has gone is unknown. A follow-up is given up now; a transactional mail goes again when the claim ends.
    if (afterUncertainty(message.purpose) === 'uncertain')
      return this.settle(message, { state: 'uncertain', reason: 'no-answer' });
  }

  private async again(message: Message, delayMs: number, reason: string): Promise<void> {
    const dueAt = new Date(this.clock.now().getTime() + delayMs);
    await this.settle(message, { state: 'queued', dueAt, reason });
  }

  private async settle(message: Message, outcome: Parameters<MessageRepository['settle']>[3]): Promise<void> {
    const { id, attempts } = message;
    await this.database.transaction((transaction) =>
      this.messages.settle(transaction, id, attempts, outcome),
    );
  }
}

/** An error's kind: its text could hold an address. */
function sort(error: unknown): string {
  return error instanceof Error ? error.name : 'failed for no stated reason';
}
