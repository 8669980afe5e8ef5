import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database } from '#libs/database';
import { DueWork } from '#libs/jobs';
import type { SubscriptionInput } from './subscription-input.js';
import { SubscriptionRequestRepository } from './subscription-request.repository.js';

/** The sweep that does what was asked. */
export const TAKE_SUBSCRIPTION_REQUESTS = 'take-subscription-requests';

/**
 * Keeps a request for a subscription, to be looked at by a sweep: so the answer takes the same time whether its address
 * is unknown, waits for its owner's yes, or is subscribed.
 */
@Injectable()
export class AskForSubscription {
  constructor(
    private readonly database: Database,
    private readonly requests: SubscriptionRequestRepository,
    private readonly dueWork: DueWork,
    private readonly clock: Clock,
  ) {}

  async execute(input: SubscriptionInput): Promise<void> {
    await this.database.transaction(async (transaction) => {
      await this.requests.add(transaction, input, this.clock.now());
      transaction.onCommit(() => this.dueWork.wake(TAKE_SUBSCRIPTION_REQUESTS));
    });
  }
}
