import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/database';
import { RunRepository } from '../runs/run.repository.js';
import { SubscriptionRepository } from '../subscriptions/subscription.repository.js';
import type { Message } from './message.js';

/** Asked immediately before a mail goes out, whatever was true when it was queued. */
@Injectable()
export class PermissionToSend {
  constructor(
    private readonly subscriptions: SubscriptionRepository,
    private readonly runs: RunRepository,
  ) {}

  /** @returns the reason why it must not go, or undefined. What a person asked for by buying goes in any case. */
  async whyNot(transaction: Transaction, { content, personId, runId }: Message): Promise<string | undefined> {
    if (!('topic' in content)) return undefined;
    if (!(await this.subscriptions.isConfirmed(transaction, personId, content.topic))) return 'no-consent';
    const run = runId === null ? undefined : await this.runs.lock(transaction, runId);
    return run?.state === 'reached-goal' || run?.state === 'exited' ? run.state : undefined;
  }
}
