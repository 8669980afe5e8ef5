import { Controller } from '@nestjs/common';
import {
  enrollmentCancelled,
  enrollmentConfirmed,
  enrollmentExpired,
  enrollmentHeld,
  enrollmentTransferred,
  type EventOf,
} from '#libs/contracts';
import { EventContext, OnEvent } from '#libs/events';
import { notificationsEvents } from '../notifications-events.js';
import { QueueMessage } from './queue-message.js';

const CONSUMER = 'tell-about-enrollments';

/** Tells people what has become of their seats. */
@Controller()
export class TellAboutEnrollments {
  constructor(private readonly queueMessage: QueueMessage) {}

  @OnEvent(enrollmentHeld, notificationsEvents, CONSUMER)
  async onHeld(event: EventOf<typeof enrollmentHeld>, context: EventContext): Promise<void> {
    const { enrollmentId, epoch, sessionId, seats, price, payableUntil } = event.data;
    const content = {
      template: 'hold-placed',
      enrollmentId,
      epoch,
      sessionId,
      seats,
      price,
      payableUntil,
    } as const;
    await this.queueMessage.because(event, content, context);
  }

  @OnEvent(enrollmentConfirmed, notificationsEvents, CONSUMER)
  async onConfirmed(event: EventOf<typeof enrollmentConfirmed>, context: EventContext): Promise<void> {
    const { enrollmentId, epoch, version, sessionId, seats, price } = event.data;
    await this.queueMessage.because(
      event,
      { template: 'seat-confirmed', enrollmentId, epoch, version, sessionId, seats },
      context,
      price,
    );
  }

  /** Two mails of one cause: the new holder's is that of a seat confirmed, with the only link that opens it. */
  @OnEvent(enrollmentTransferred, notificationsEvents, CONSUMER)
  async onTransferred(event: EventOf<typeof enrollmentTransferred>, context: EventContext): Promise<void> {
    const { enrollmentId, epoch, version, sessionId, seats, fromPersonId } = event.data;
    // Whoever has a link can have typed any address: so it counts as a mail that nobody has asked for.
    const atNoCost = { amount: 0 };
    await this.queueMessage.because(
      event,
      { template: 'seat-confirmed', enrollmentId, epoch, version, sessionId, seats },
      context,
      atNoCost,
    );
    await this.queueMessage.because(
      { id: event.id, data: { personId: fromPersonId } },
      { template: 'seat-passed-on', sessionId, seats },
      context,
    );
  }

  @OnEvent(enrollmentExpired, notificationsEvents, CONSUMER)
  async onExpired(event: EventOf<typeof enrollmentExpired>, context: EventContext): Promise<void> {
    const { sessionId } = event.data;
    await this.queueMessage.because(event, { template: 'hold-ended', sessionId, reason: 'expired' }, context);
  }

  @OnEvent(enrollmentCancelled, notificationsEvents, CONSUMER)
  async onCancelled(event: EventOf<typeof enrollmentCancelled>, context: EventContext): Promise<void> {
    const { sessionId } = event.data;
    await this.queueMessage.because(
      event,
      { template: 'hold-ended', sessionId, reason: 'cancelled' },
      context,
    );
  }
}
