import { Controller } from '@nestjs/common';
import { enrollmentConfirmed, orderPaid, type EventOf } from '#libs/contracts';
import { EventContext, OnEvent, Outbox } from '#libs/events';
import { enrollmentEvents } from '../enrollment-events.js';
import { enrollmentFactsOf } from '../enrollments/enrollment-facts.js';
import { EnrollmentRepository } from '../enrollments/enrollment.repository.js';
import { stateAfter } from '../enrollments/enrollment.js';
import { SessionRepository } from '../sessions/session.repository.js';

/** Money has come for a hold: its seats are taken. */
@Controller()
export class ConfirmOnOrderPaid {
  constructor(
    private readonly enrollments: EnrollmentRepository,
    private readonly sessions: SessionRepository,
    private readonly outbox: Outbox,
  ) {}

  /** @throws when payments says paid after it said abandoned: a breach of their protocol that a person must see. */
  @OnEvent(orderPaid, enrollmentEvents, 'confirm-seats')
  async onOrderPaid(
    { data: { enrollmentId, orderId } }: EventOf<typeof orderPaid>,
    { transaction }: EventContext,
  ): Promise<void> {
    if (enrollmentId === null) return;
    const hold = await this.enrollments.lock(transaction, enrollmentId);
    const next = hold && stateAfter(hold, 'pay');
    if (hold === undefined || next === undefined) {
      throw new Error(
        `Order ${orderId} is paid for enrollment ${enrollmentId}, which is ${hold?.state ?? 'unknown'}`,
      );
    }
    const confirmed = await this.enrollments.moveTo(transaction, hold, next, { orderId });
    await this.sessions.confirmSeats(transaction, hold.sessionId, hold.seats);
    const { price } = confirmed;
    await this.outbox.append(transaction, enrollmentConfirmed, {
      ...enrollmentFactsOf(confirmed),
      price,
      orderId,
    });
  }
}
