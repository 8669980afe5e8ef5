import { Controller, Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { readRecorded, runStarted, type EventOf } from '#libs/contracts';
import { newId, type Transaction } from '#libs/database';
import { EventContext, OnEvent, Outbox } from '#libs/events';
import { ArticleBehind } from '../facts/article-behind.js';
import { JourneyRepository } from '../journeys/journey.repository.js';
import type { Journey } from '../journeys/journey.js';
import { notificationsEvents } from '../notifications-events.js';
import { ReadRepository } from '../reads/read.repository.js';
import { SubscriptionRepository } from '../subscriptions/subscription.repository.js';
import type { Subscription } from '../subscriptions/subscription.js';
import { RecordRun, runFactsOf } from './record-run.js';
import { RunRepository } from './run.repository.js';
import { begin } from './run.js';

/** Sets people on the journeys that start with reading: whoever has both read and subscribed, in whatever order. */
@Injectable()
export class StartRuns {
  constructor(
    private readonly journeys: JourneyRepository,
    private readonly runs: RunRepository,
    private readonly reads: ReadRepository,
    private readonly articleBehind: ArticleBehind,
    private readonly subscriptions: SubscriptionRepository,
    private readonly recordRun: RecordRun,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The subscription has just been confirmed: the article that it came from counts, or what its reader read last. */
  async forSubscriber(transaction: Transaction, subscription: Subscription): Promise<void> {
    const { readerId, via } = subscription;
    const read = readerId === null ? undefined : await this.reads.lockLatestOf(transaction, readerId);
    const articleId = (await this.articleBehind.via(transaction, via)) ?? read;
    if (articleId === undefined) return;
    for (const journey of await this.journeys.current(transaction)) {
      if (subscription.topics.includes(journey.topic)) {
        await this.start(transaction, journey, subscription.personId, articleId);
      }
    }
  }

  /** Somebody has read an article: it counts for who has subscribed in the same browser. */
  async forReader(transaction: Transaction, readerId: string, articleId: string): Promise<void> {
    for (const journey of await this.journeys.current(transaction)) {
      const subscribers = await this.subscriptions.lockConfirmedOfReader(
        transaction,
        readerId,
        journey.topic,
      );
      for (const { personId } of subscribers) await this.start(transaction, journey, personId, articleId);
    }
  }

  private async start(
    transaction: Transaction,
    journey: Journey,
    personId: string,
    articleId: string,
  ): Promise<void> {
    const { run, sends } = begin({ id: newId(), personId, articleId }, journey, this.clock.now());
    if (!(await this.runs.insert(transaction, run))) return;
    await this.outbox.append(transaction, runStarted, runFactsOf(run));
    await this.recordRun.queueSends(transaction, run, journey, sends);
    this.recordRun.wakeWhenDue(transaction, run);
  }
}

@Controller()
export class StartRunsOnRead {
  constructor(
    private readonly reads: ReadRepository,
    private readonly startRuns: StartRuns,
  ) {}

  @OnEvent(readRecorded, notificationsEvents, 'start-runs')
  async onReadRecorded(event: EventOf<typeof readRecorded>, { transaction }: EventContext): Promise<void> {
    const { readerId, articleId } = event.data;
    await this.reads.add(transaction, readerId, articleId, event.occurredAt);
    await this.startRuns.forReader(transaction, readerId, articleId);
  }
}
