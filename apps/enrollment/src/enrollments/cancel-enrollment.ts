import { Controller, HttpCode, Injectable, Param, Post } from '@nestjs/common';
import { enrollmentCancelled, id, Refusal } from '#libs/contracts';
import { Database } from '#libs/database';
import { Outbox } from '#libs/events';
import { BearerToken, Limited } from '#libs/http';
import { Route } from '#libs/openapi';
import { CloseHold } from '../holds/close-hold.js';
import { ReleaseSeats } from '../sessions/release-seats.js';
import { AuthorizedEnrollment } from './authorized-enrollment.js';
import { enrollmentAnswer, EnrollmentAnswers } from './enrollment-answers.js';
import { enrollmentFactsOf } from './enrollment-facts.js';
import { EnrollmentRepository } from './enrollment.repository.js';
import { onCancellation, type Enrollment } from './enrollment.js';

/** Lets go of a hold, or of seats that cost nothing. Asking again changes nothing. */
@Injectable()
export class CancelEnrollment {
  constructor(
    private readonly database: Database,
    private readonly enrollments: EnrollmentRepository,
    private readonly releaseSeats: ReleaseSeats,
    private readonly closeHold: CloseHold,
    private readonly outbox: Outbox,
  ) {}

  /** @throws Refusal `paid-seats-stay` for seats that have been paid. */
  async execute(enrollmentId: string): Promise<Enrollment> {
    return this.database.transaction(async (transaction) => {
      const enrollment = await this.enrollments.lock(transaction, enrollmentId);
      if (enrollment === undefined)
        throw new Refusal('not-found', 'enrollment-unknown', 'There is no such enrollment.');
      switch (onCancellation(enrollment)) {
        case 'already':
          return enrollment;
        case 'refused':
          throw new Refusal(
            'conflict',
            'paid-seats-stay',
            'Paid seats cannot be cancelled here. Please write to us.',
          );
        case 'close':
          return this.closeHold.execute(transaction, enrollment, 'cancelled');
        case 'cancel': {
          const cancelled = await this.enrollments.moveTo(transaction, enrollment, 'cancelled');
          await this.outbox.append(transaction, enrollmentCancelled, enrollmentFactsOf(cancelled));
          await this.releaseSeats.execute(transaction, enrollment.sessionId, enrollment.seats, 'taken');
          return cancelled;
        }
      }
    });
  }
}

@Controller('v1/enrollments/:id/cancellation')
export class CancelEnrollmentController {
  constructor(
    private readonly authorized: AuthorizedEnrollment,
    private readonly cancelEnrollment: CancelEnrollment,
    private readonly answers: EnrollmentAnswers,
  ) {}

  /** 202: a hold is `closing` until payments has answered. */
  @Post()
  @Limited({ perMinute: 60 })
  @HttpCode(202)
  @Route({
    operation: 'cancelEnrollment',
    summary: 'Lets go of a hold, or of seats that cost nothing. Asking again changes nothing.',
    answer: enrollmentAnswer,
    refuses: { 'not-found': ['enrollment-unknown'], conflict: ['paid-seats-stay'] },
  })
  async cancel(@Param('id', { schema: id }) enrollmentId: string, @BearerToken() token: string) {
    await this.authorized.open(enrollmentId, token);
    return this.answers.full(await this.cancelEnrollment.execute(enrollmentId));
  }
}
