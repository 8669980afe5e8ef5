import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database } from '#libs/database';
import { DueWork, type Sweep } from '#libs/jobs';
import { RequestSubscription } from './request-subscription.js';
import type { SubscriptionInput } from './subscription-input.js';
import { SubscriptionRequestRepository } from './subscription-request.repository.js';
import { TAKE_SUBSCRIPTION_REQUESTS } from './ask-for-subscription.js';

const LOOK_AGAIN_MS = 60_000;

/** Does what was asked of `POST /v1/subscriptions`, each request in one transaction; one that fails is tried again. */
@Injectable()
export class TakeSubscriptionRequests implements Sweep {
  readonly name = TAKE_SUBSCRIPTION_REQUESTS;
  private readonly logger = new Logger(TakeSubscriptionRequests.name);

  constructor(
    private readonly database: Database,
    private readonly requests: SubscriptionRequestRepository,
    private readonly requestSubscription: RequestSubscription,
    private readonly clock: Clock,
    dueWork: DueWork,
  ) {
    dueWork.register(this);
  }

  async nextDue(): Promise<Date | null> {
    return this.requests.nextDue(this.database);
  }

  async run(): Promise<void> {
    while (await this.takeOne());
  }

  /** @returns whether there was one. */
  private async takeOne(): Promise<boolean> {
    let taken: string | undefined;
    try {
      return await this.database.transaction(async (transaction) => {
        const next = await this.requests.lockNext<SubscriptionInput>(transaction, this.clock.now());
        if (next === undefined) return false;
        taken = next.id;
        await this.requestSubscription.execute(transaction, next.input);
        await this.requests.remove(transaction, next.id);
        return true;
      });
    } catch (error) {
      if (taken === undefined) throw error;
      await this.putOff(taken, error);
      return true;
    }
  }

  /** Whoever comes after it need not wait. What the error says could hold the request's address. */
  private async putOff(id: string, error: unknown): Promise<void> {
    const sort = error instanceof Error ? error.name : 'no stated reason';
    this.logger.error(`The subscription request ${id} failed and is tried again: ${sort}`);
    const until = new Date(this.clock.now().getTime() + LOOK_AGAIN_MS);
    await this.database.transaction((transaction) => this.requests.postpone(transaction, id, until));
  }
}
