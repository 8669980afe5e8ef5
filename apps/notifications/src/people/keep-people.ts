import { Controller } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { enrollmentPersonDescribed, paymentsPersonDescribed, type EventOf } from '#libs/contracts';
import { EventContext, OnEvent } from '#libs/events';
import { DueWork } from '#libs/jobs';
import { MessageRepository } from '../messages/message.repository.js';
import { SEND_DUE_MESSAGES } from '../messages/send-due-messages.js';
import { notificationsEvents } from '../notifications-events.js';
import { PersonRepository } from './person.repository.js';

const CONSUMER = 'keep-people';

/** Learns the addresses of people whom other services meet, and lets go the messages that waited for one. */
@Controller()
export class KeepPeople {
  constructor(
    private readonly people: PersonRepository,
    private readonly messages: MessageRepository,
    private readonly dueWork: DueWork,
    private readonly clock: Clock,
  ) {}

  @OnEvent(enrollmentPersonDescribed, notificationsEvents, CONSUMER)
  async onEnrollmentPerson(
    event: EventOf<typeof enrollmentPersonDescribed>,
    context: EventContext,
  ): Promise<void> {
    await this.describe(event.data, context);
  }

  @OnEvent(paymentsPersonDescribed, notificationsEvents, CONSUMER)
  async onPaymentsPerson(
    event: EventOf<typeof paymentsPersonDescribed>,
    context: EventContext,
  ): Promise<void> {
    await this.describe(event.data, context);
  }

  private async describe(
    person: EventOf<typeof enrollmentPersonDescribed>['data'],
    { transaction }: EventContext,
  ): Promise<void> {
    await this.people.describe(transaction, person);
    await this.messages.makeDue(transaction, person.personId, this.clock.now());
    transaction.onCommit(() => this.dueWork.wake(SEND_DUE_MESSAGES));
  }
}
