import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database, isDatabaseUnavailable, type Transaction } from '#libs/database';
import { DueWork, type Sweep } from '#libs/jobs';
import { JourneyRepository } from '../journeys/journey.repository.js';
import { ADVANCE_DUE_RUNS, RecordRun } from './record-run.js';
import { RunRepository } from './run.repository.js';
import { proceed, type Run } from './run.js';

const PUT_OFF_MS = 60 * 60_000;

/** Takes the next step of every run whose wait is over. */
@Injectable()
export class AdvanceDueRuns implements Sweep {
  readonly name = ADVANCE_DUE_RUNS;
  private readonly logger = new Logger(AdvanceDueRuns.name);

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
    while (await this.advanceNext());
  }

  /** One run, one transaction: a run that cannot go on is put off and holds up nobody. */
  private async advanceNext(): Promise<boolean> {
    let run: Run | undefined;
    try {
      await this.database.transaction(async (transaction) => {
        run = await this.runs.lockDue(transaction, this.clock.now());
        if (run !== undefined) await this.advance(transaction, run);
      });
      return run !== undefined;
    } catch (error) {
      if (run === undefined || isDatabaseUnavailable(error)) throw error;
      await this.putOff(run, error);
      return true;
    }
  }

  private async putOff(run: Run, error: unknown): Promise<void> {
    const reason = error instanceof Error ? error.message : 'failed for no stated reason';
    this.logger.error(`Run ${run.id} cannot go on: ${reason}`);
    const dueAt = new Date(this.clock.now().getTime() + PUT_OFF_MS);
    await this.database.transaction((transaction) => this.runs.putOff(transaction, run, dueAt));
  }

  private async advance(transaction: Transaction, waiting: Run): Promise<void> {
    const journey = await this.journeys.find(transaction, waiting.journeyKey, waiting.journeyVersion);
    if (journey === undefined) throw new Error(`Run ${waiting.id} is on a journey that is not there`);
    const { run, sends } = proceed(waiting, journey, this.clock.now());
    await this.recordRun.execute(transaction, run, journey, sends);
  }
}
