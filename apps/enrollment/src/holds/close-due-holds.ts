import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database } from '#libs/database';
import { DueWork, type Sweep } from '#libs/jobs';
import { EnrollmentRepository } from '../enrollments/enrollment.repository.js';
import { CloseHold } from './close-hold.js';

export const CLOSE_DUE_HOLDS = 'close-due-holds';
const BATCH = 50;

/** Begins the end of every hold whose `payableUntil` has come. */
@Injectable()
export class CloseDueHolds implements Sweep {
  readonly name = CLOSE_DUE_HOLDS;

  constructor(
    private readonly database: Database,
    private readonly enrollments: EnrollmentRepository,
    private readonly closeHold: CloseHold,
    private readonly clock: Clock,
    dueWork: DueWork,
  ) {
    dueWork.register(this);
  }

  async nextDue(): Promise<Date | null> {
    return this.enrollments.earliestHoldDeadline(this.database);
  }

  async run(): Promise<void> {
    while ((await this.closeSome()) === BATCH);
  }

  private async closeSome(): Promise<number> {
    return this.database.transaction(async (transaction) => {
      const due = await this.enrollments.lockDueHolds(transaction, this.clock.now(), BATCH);
      for (const hold of due) await this.closeHold.execute(transaction, hold, 'deadline');
      return due.length;
    });
  }
}
