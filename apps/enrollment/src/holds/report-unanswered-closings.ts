import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database } from '#libs/database';
import { DueWork, type Sweep } from '#libs/jobs';
import { EnrollmentRepository } from '../enrollments/enrollment.repository.js';
import { ANSWER_WITHIN_MS, REPORT_UNANSWERED_CLOSINGS } from './close-hold.js';

/** Tells the operator once of each hold whose end payments has not answered. Its seats stay kept meanwhile. */
@Injectable()
export class ReportUnansweredClosings implements Sweep {
  readonly name = REPORT_UNANSWERED_CLOSINGS;
  private readonly logger = new Logger('alert');

  constructor(
    private readonly database: Database,
    private readonly enrollments: EnrollmentRepository,
    private readonly clock: Clock,
    dueWork: DueWork,
  ) {
    dueWork.register(this);
  }

  async nextDue(): Promise<Date | null> {
    const since = await this.enrollments.earliestUnreportedClosing(this.database);
    return since && new Date(since.getTime() + ANSWER_WITHIN_MS);
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    const before = new Date(now.getTime() - ANSWER_WITHIN_MS);
    const ids = await this.database.transaction((transaction) =>
      this.enrollments.takeUnreportedClosings(transaction, before, now),
    );
    for (const id of ids) {
      this.logger.error(
        `Payments has not said how enrollment ${id} ends; its seats stay kept until it does.`,
      );
    }
  }
}
