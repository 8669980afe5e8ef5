import { Injectable } from '@nestjs/common';
import {
  enrollmentConfirmed,
  enrollmentHeld,
  enrollmentPersonDescribed,
  sessionFilled,
  type PersonInput,
} from '#libs/contracts';
import type { Transaction } from '#libs/database';
import { Outbox } from '#libs/events';
import type { Wish } from '#libs/http';
import { DueWork } from '#libs/jobs';
import { CLOSE_DUE_HOLDS } from '../holds/close-due-holds.js';
import { PersonRepository } from '../people/person.repository.js';
import { sessionFactsOf } from '../sessions/session-facts.js';
import { seatsLeft, type Session } from '../sessions/session.js';
import { enrollmentFactsOf } from './enrollment-facts.js';
import { EnrollmentRepository } from './enrollment.repository.js';
import type { Enrollment } from './enrollment.js';

/** Writes down an enrollment whose seats this transaction has taken, and tells of it. */
@Injectable()
export class RecordEnrollment {
  constructor(
    private readonly enrollments: EnrollmentRepository,
    private readonly people: PersonRepository,
    private readonly outbox: Outbox,
    private readonly dueWork: DueWork,
  ) {}

  async execute(
    transaction: Transaction,
    enrollment: Enrollment,
    {
      session,
      person,
      now,
      wish,
      networkTag = null,
    }: { session: Session; person: PersonInput; now: Date; wish: Wish; networkTag?: Buffer | null },
  ): Promise<void> {
    const { personId, price, payableUntil } = enrollment;
    if (await this.people.describe(transaction, personId, person)) {
      await this.outbox.append(transaction, enrollmentPersonDescribed, { personId, ...person });
    }
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
