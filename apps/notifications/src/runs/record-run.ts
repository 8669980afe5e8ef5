import { Injectable } from '@nestjs/common';
import { runCompleted, runExited, runReachedGoal } from '#libs/contracts';
import type { Transaction } from '#libs/database';
import { Outbox } from '#libs/events';
import { DueWork } from '#libs/jobs';
import type { Journey } from '../journeys/journey.js';
import { QueueMessage } from '../messages/queue-message.js';
import { RunRepository } from './run.repository.js';
import type { Run, Send } from './run.js';

/** The sweep that a waiting run wakes when its time has come. */
export const ADVANCE_DUE_RUNS = 'advance-due-runs';

/** Writes down how far a locked run has come: its row, the mails of the steps it has passed, and what others learn. */
@Injectable()
export class RecordRun {
  constructor(
    private readonly runs: RunRepository,
    private readonly queueMessage: QueueMessage,
    private readonly outbox: Outbox,
    private readonly dueWork: DueWork,
  ) {}

  async execute(
    transaction: Transaction,
    run: Run,
    journey: Journey,
    sends: readonly Send[] = [],
  ): Promise<void> {
    await this.runs.save(transaction, run);
    await this.queueSends(transaction, run, journey, sends);
    const facts = runFactsOf(run);
    const reason = run.reason ?? '';
    if (run.state === 'completed') await this.outbox.append(transaction, runCompleted, facts);
    if (run.state === 'reached-goal')
      await this.outbox.append(transaction, runReachedGoal, { ...facts, goal: reason });
    if (run.state === 'exited') await this.outbox.append(transaction, runExited, { ...facts, reason });
    this.wakeWhenDue(transaction, run);
  }

  async queueSends(
    transaction: Transaction,
    run: Run,
    { topic }: Journey,
    sends: readonly Send[],
  ): Promise<void> {
    const { id: runId, personId, articleId } = run;
    for (const { stepId, template } of sends) {
      const content = { template, articleId, topic };
      await this.queueMessage.execute(transaction, {
        personId,
        content,
        cause: `run ${runId} ${stepId}`,
        runId,
      });
    }
  }

  wakeWhenDue(transaction: Transaction, { dueAt }: Run): void {
    if (dueAt !== null) transaction.onCommit(() => this.dueWork.wake(ADVANCE_DUE_RUNS, dueAt));
  }
}

/** A run as its events carry it. */
export function runFactsOf({ id, version, journeyKey, journeyVersion, personId }: Run) {
  return { runId: id, version, journeyKey, journeyVersion, personId };
}
