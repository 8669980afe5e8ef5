import { Controller } from '@nestjs/common';
import { enrollmentCancelled, enrollmentExpired, orderAbandoned, type EventOf } from '#libs/contracts';
import { EventContext, OnEvent, Outbox } from '#libs/events';
import { enrollmentEvents } from '../enrollment-events.js';
import { enrollmentFactsOf } from '../enrollments/enrollment-facts.js';
import { EnrollmentRepository } from '../enrollments/enrollment.repository.js';
import { stateAfter } from '../enrollments/enrollment.js';
import { ReleaseSeats } from '../sessions/release-seats.js';

/** Payments has said that a closing hold will not be paid: its seats can be sold to somebody else. */
@Controller()
export class FreeSeatsOnOrderAbandoned {
  constructor(
    private readonly enrollments: EnrollmentRepository,
    private readonly releaseSeats: ReleaseSeats,
    private readonly outbox: Outbox,
  ) {}

  /** @throws when nobody had asked for the end of this hold: a breach of the protocol that a person must see. */
  @OnEvent(orderAbandoned, enrollmentEvents, 'free-seats')
  async onOrderAbandoned(
    { data: { enrollmentId, orderId } }: EventOf<typeof orderAbandoned>,
    { transaction }: EventContext,
  ): Promise<void> {
    if (enrollmentId === null) return;
    const hold = await this.enrollments.lock(transaction, enrollmentId);
    const next = hold && stateAfter(hold, 'abandon');
    if (hold === undefined || next === undefined) {
      throw new Error(
        `Order ${orderId} is abandoned, but enrollment ${enrollmentId} is ${hold?.state ?? 'unknown'}`,
      );
    }
    const ended = await this.enrollments.moveTo(transaction, hold, next, { orderId });
    const fact = next === 'cancelled' ? enrollmentCancelled : enrollmentExpired;
    await this.outbox.append(transaction, fact, enrollmentFactsOf(ended));
    await this.releaseSeats.execute(transaction, hold.sessionId, hold.seats, 'held');
  }
}
