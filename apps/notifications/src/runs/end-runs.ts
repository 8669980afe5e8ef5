import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/database';
import { JourneyRepository } from '../journeys/journey.repository.js';
import { RecordRun } from './record-run.js';
import { RunRepository } from './run.repository.js';
import { end } from './run.js';

/** Takes a person off all journeys of a topic. */
@Injectable()
export class EndRuns {
  constructor(
    private readonly runs: RunRepository,
    private readonly journeys: JourneyRepository,
    private readonly recordRun: RecordRun,
  ) {}

  async because(transaction: Transaction, personId: string, topic: string, reason: string): Promise<void> {
    for (const run of await this.runs.lockWaitingOf(transaction, personId)) {
      const journey = await this.journeys.find(transaction, run.journeyKey, run.journeyVersion);
      if (journey?.topic === topic)
        await this.recordRun.execute(transaction, end(run, 'exited', reason), journey);
    }
  }
}
