import { Injectable } from '@nestjs/common';
import { enrollmentConfirmed, enrollmentHeld, sessionFilled } from '#libs/contracts';
import type { Transaction } from '#libs/database';
import { Outbox } from '#libs/events';
import type { Wish } from '#libs/http';
import { DueWork } from '#libs/jobs';
import { CLOSE_DUE_HOLDS } from '../holds/close-due-holds.js';
import { sessionFactsOf } from '../sessions/session-facts.js';
import { seatsLeft, type Session } from '../sessions/session.js';
import { enrollmentFactsOf } from './enrollment-facts.js';
import { EnrollmentRepository } from './enrollment.repository.js';
import type { Enrollment } from './enrollment.js';

/** Writes down an enrollment of a described person whose seats this transaction has taken, and tells of it. */
@Injectable()
export class RecordEnrollment {
  constructor(
    private readonly enrollments: EnrollmentRepository,
    private readonly outbox: Outbox,
    private readonly dueWork: DueWork,
  ) {}

  async execute(
    transaction: Transaction,
    enrollment: Enrollment,
    {
      session,
      now,
      wish,
      networkTag = null,
    }: { session: Session; now: Date; wish: Wish; networkTag?: Buffer | null },
  ): Promise<void> {
    const { price, payableUntil } = enrollment;
    await this.enrollments.insert(transaction, enrollment, now, wish, networkTag);
    const facts = enrollmentFactsOf(enrollment);
    if (payableUntil === null) {
      await this.outbox.append(transaction, enrollmentConfirmed, { ...facts, price, orderId: null });
    } else {
      const until = payableUntil.toISOString();
      await this.outbox.append(transaction, enrollmentHeld, { ...facts, price, payableUntil: until });
      transaction.onCommit(() => this.dueWork.wake(CLOSE_DUE_HOLDS, payableUntil));
    }
    if (seatsLeft(session) === 0)
      await this.outbox.append(transaction, sessionFilled, sessionFactsOf(session));
  }
}
