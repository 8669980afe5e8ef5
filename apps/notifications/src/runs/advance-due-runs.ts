import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database, type Transaction } from '#libs/database';
import { DueWork, type Sweep } from '#libs/jobs';
import { JourneyRepository } from '../journeys/journey.repository.js';
import { ADVANCE_DUE_RUNS, RecordRun } from './record-run.js';
import { RunRepository } from './run.repository.js';
import { proceed, type Run } from './run.js';

const BATCH = 50;

/** Takes the next step of every run whose wait is over. */
@Injectable()
export class AdvanceDueRuns implements Sweep {
  readonly name = ADVANCE_DUE_RUNS;

  constructor(
    private readonly database: Database,
    private readonly runs: RunRepository,
    private readonly journeys: JourneyRepository,
    private readonly recordRun: RecordRun,
    private readonly clock: Clock,
    dueWork: DueWork,
  ) {
    dueWork.register(this);
  }

  async nextDue(): Promise<Date | null> {
    return this.runs.nextDue(this.database);
  }

  async run(): Promise<void> {
    while ((await this.advanceSome()) === BATCH);
  }

  private async advanceSome(): Promise<number> {
    return this.database.transaction(async (transaction) => {
      const due = await this.runs.lockDue(transaction, this.clock.now(), BATCH);
      for (const run of due) await this.advance(transaction, run);
      return due.length;
    });
  }

  private async advance(transaction: Transaction, waiting: Run): Promise<void> {
    const journey = await this.journeys.find(transaction, waiting.journeyKey, waiting.journeyVersion);
    if (journey === undefined) throw new Error(`Run ${waiting.id} is on a journey that is not there`);
    const { run, sends } = proceed(waiting, journey, this.clock.now());
    await this.recordRun.execute(transaction, run, journey, sends);
  }
}
