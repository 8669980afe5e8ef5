import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { enrollmentClosing } from '#libs/contracts';
import type { Transaction } from '#libs/database';
import { Outbox } from '#libs/events';
import { DueWork } from '#libs/jobs';
import { enrollmentFactsOf } from '../enrollments/enrollment-facts.js';
import { EnrollmentRepository } from '../enrollments/enrollment.repository.js';
import { stateAfter, type ClosingReason, type Enrollment } from '../enrollments/enrollment.js';

/** How long payments may take to answer before somebody is told. */
export const ANSWER_WITHIN_MS = 10 * 60_000;
/** The sweep that tells. */
export const REPORT_UNANSWERED_CLOSINGS = 'report-unanswered-closings';

/**
 * Asks payments to say how a locked hold ends. The seats stay kept until the answer: whoever frees them sooner sells
 * a seat that somebody is just paying for.
 */
@Injectable()
export class CloseHold {
  constructor(
    private readonly enrollments: EnrollmentRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly dueWork: DueWork,
  ) {}

  async execute(transaction: Transaction, hold: Enrollment, reason: ClosingReason): Promise<Enrollment> {
    const next = stateAfter(hold, 'close');
    if (next === undefined) return hold;
    const closingSince = this.clock.now();
    const closing = await this.enrollments.moveTo(transaction, hold, next, {
      closingReason: reason,
      closingSince,
    });
    const facts = enrollmentFactsOf(closing);
    await this.outbox.append(transaction, enrollmentClosing, { ...facts, reason, price: closing.price });
    const answerBy = new Date(closingSince.getTime() + ANSWER_WITHIN_MS);
    transaction.onCommit(() => this.dueWork.wake(REPORT_UNANSWERED_CLOSINGS, answerBy));
    return closing;
  }
}
