import { Controller } from '@nestjs/common';
import {
  enrollmentConfirmed,
  orderPaid,
  readRecorded,
  subscriptionConfirmed,
  type EventOf,
} from '#libs/contracts';
import { EventContext, OnEvent } from '#libs/events';
import { ArticleBehind } from '../facts/article-behind.js';
import { notificationsEvents } from '../notifications-events.js';
import { RunRepository } from '../runs/run.repository.js';
import { SubscriptionRepository } from '../subscriptions/subscription.repository.js';
import { FunnelRepository, type FunnelStage } from './funnel.repository.js';

const CONSUMER = 'keep-funnel';

/** Counts how far articles bring people: read, subscribed, enrolled, bought. */
@Controller()
export class KeepFunnel {
  constructor(
    private readonly funnel: FunnelRepository,
    private readonly articleBehind: ArticleBehind,
    private readonly runs: RunRepository,
    private readonly subscriptions: SubscriptionRepository,
  ) {}

  @OnEvent(readRecorded, notificationsEvents, CONSUMER)
  async onRead(
    { data, occurredAt }: EventOf<typeof readRecorded>,
    { transaction }: EventContext,
  ): Promise<void> {
    const { articleId, readerId } = data;
    await this.funnel.lockReader(transaction, readerId);
    await this.funnel.add(transaction, { articleId, stage: 'read', subject: readerId, at: occurredAt });
    for (const personId of await this.subscriptions.confirmedPeopleOfReader(transaction, readerId)) {
      await this.funnel.add(transaction, {
        articleId,
        stage: 'subscription',
        subject: personId,
        at: occurredAt,
      });
    }
  }

  /** Who subscribes before they read is counted by their first read. */
  @OnEvent(subscriptionConfirmed, notificationsEvents, CONSUMER)
  async onSubscribed(
    { data, occurredAt }: EventOf<typeof subscriptionConfirmed>,
    { transaction }: EventContext,
  ): Promise<void> {
    const { personId, readerId, via } = data;
    if (readerId !== null) await this.funnel.lockReader(transaction, readerId);
    const read = readerId === null ? undefined : await this.funnel.latestReadOf(transaction, readerId);
    const articleId = (await this.articleBehind.via(transaction, via)) ?? read;
    if (articleId === undefined) return;
    await this.funnel.add(transaction, {
      articleId,
      stage: 'subscription',
      subject: personId,
      at: occurredAt,
    });
  }

  @OnEvent(enrollmentConfirmed, notificationsEvents, CONSUMER)
  async onEnrolled(event: EventOf<typeof enrollmentConfirmed>, context: EventContext): Promise<void> {
    const { enrollmentId, personId, via } = event.data;
    await this.count('enrollment', enrollmentId, { personId, via, at: event.occurredAt }, context);
  }

  @OnEvent(orderPaid, notificationsEvents, CONSUMER)
  async onPaid(event: EventOf<typeof orderPaid>, context: EventContext): Promise<void> {
    const { orderId, personId, via, lines } = event.data;
    if (!lines.some(({ kind }) => kind === 'course')) return;
    await this.count('purchase', orderId, { personId, via, at: event.occurredAt }, context);
  }

  /** `via` names an article, or a message whose run names one; without it, the person's last journey does. */
  private async count(
    stage: FunnelStage,
    subject: string,
    { personId, via, at }: { personId: string; via: string | null; at: Date },
    { transaction }: EventContext,
  ): Promise<void> {
    const led = await this.articleBehind.via(transaction, via);
    const articleId = led ?? (await this.runs.latestArticleOf(transaction, personId));
    if (articleId !== undefined) await this.funnel.add(transaction, { articleId, stage, subject, at });
  }
}
