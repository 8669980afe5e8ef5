import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database, type Transaction } from '#libs/database';
import { PersonRepository, type Person } from '../people/person.repository.js';
import { fateAfter, HEARD_OF_WITHIN_MS, leftOut, type Message } from './message.js';
import { MessageRepository, type Outcome } from './message.repository.js';
import { PermissionToSend } from './permission-to-send.js';

/** How many are claimed at once, and then sent side by side. */
export const BATCH = 20;
/** An address that comes makes its messages due at once; this is for what went wrong with that. */
const ADDRESS_LOOK_AGAIN_MS = 60 * 60_000;

/** A message whose sending has begun, and to whom it goes. */
export interface ClaimedMessage {
  readonly message: Message;
  readonly person: Person;
}

/** Takes some messages that are due, so that nobody else sends them; puts off or leaves out those that cannot go now. */
@Injectable()
export class ClaimDueMessages {
  constructor(
    private readonly database: Database,
    private readonly messages: MessageRepository,
    private readonly people: PersonRepository,
    private readonly permission: PermissionToSend,
    private readonly clock: Clock,
  ) {}

  /** @returns how many were looked at, and which of them are to be sent now. */
  async execute(): Promise<{ looked: number; claimed: ClaimedMessage[] }> {
    return this.database.transaction(async (transaction) => {
      const due = await this.messages.lockDue(transaction, this.clock.now(), BATCH);
      const claimed: ClaimedMessage[] = [];
      for (const message of due) {
        const each = await this.claim(transaction, message);
        if (each !== undefined) claimed.push(each);
      }
      return { looked: due.length, claimed };
    });
  }

  /** @returns what to send to whom, or undefined when it is not sent now. */
  private async claim(transaction: Transaction, message: Message): Promise<ClaimedMessage | undefined> {
    const { id, attempts, content } = message;
    const now = this.clock.now();
    // Its sender was not heard of in time: that attempt may have sent it.
    const isLost = message.state === 'submitting';
    const settle = async (outcome: Outcome) => {
      await this.messages.settle(transaction, id, attempts, { ...outcome, unanswered: isLost });
      return undefined;
    };
    const leaveOut = (reason: string) => settle({ state: isLost ? 'uncertain' : leftOut(message), reason });
    if (isLost && fateAfter('no-answer', message).againInMs === undefined) return leaveOut('sender-lost');
    const refused = await this.permission.whyNot(transaction, message);
    if (refused !== undefined) return leaveOut(refused);
    const person = await this.addressee(transaction, message.personId);
    if (person === undefined) {
      if (content.template === 'sign-in') return leaveOut('nobody-here');
      const dueAt = new Date(now.getTime() + ADDRESS_LOOK_AGAIN_MS);
      return settle({ state: 'queued', dueAt, reason: 'address-unknown' });
    }
    const heardOfBy = new Date(now.getTime() + HEARD_OF_WITHIN_MS);
    return { message: await this.messages.beginAttempt(transaction, id, heardOfBy), person };
  }

  /** Who is unknown stays so until the message is put off: else their description could just miss it. */
  private async addressee(transaction: Transaction, personId: string): Promise<Person | undefined> {
    const known = await this.people.find(transaction, personId);
    if (known !== undefined) return known;
    await this.people.lock(transaction, personId);
    return this.people.find(transaction, personId);
  }
}
