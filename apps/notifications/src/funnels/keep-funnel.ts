import { Controller } from '@nestjs/common';
import {
  enrollmentConfirmed,
  orderPaid,
  readRecorded,
  subscriptionConfirmed,
  type EventOf,
} from '#libs/contracts';
import { EventContext, OnEvent } from '#libs/events';
import { MessageRepository } from '../messages/message.repository.js';
import { notificationsEvents } from '../notifications-events.js';
import { ReadRepository } from '../reads/read.repository.js';
import { RunRepository } from '../runs/run.repository.js';
import { FunnelRepository, type FunnelStage } from './funnel.repository.js';

const CONSUMER = 'keep-funnel';

/** Counts how far articles bring people: read, subscribed, enrolled, bought. */
@Controller()
export class KeepFunnel {
  constructor(
    private readonly funnel: FunnelRepository,
    private readonly messages: MessageRepository,
    private readonly runs: RunRepository,
    private readonly reads: ReadRepository,
  ) {}

  @OnEvent(readRecorded, notificationsEvents, CONSUMER)
  async onRead(
    { data, occurredAt }: EventOf<typeof readRecorded>,
    { transaction }: EventContext,
  ): Promise<void> {
    const { articleId, readerId } = data;
    await this.funnel.add(transaction, { articleId, stage: 'read', subject: readerId, at: occurredAt });
  }

  @OnEvent(subscriptionConfirmed, notificationsEvents, CONSUMER)
  async onSubscribed(event: EventOf<typeof subscriptionConfirmed>, context: EventContext): Promise<void> {
    const { personId, via, readerId } = event.data;
    const read = readerId === null ? undefined : await this.reads.lockLatestOf(context.transaction, readerId);
    await this.count(
      'subscription',
      personId,
      { personId, via: via ?? read ?? null, at: event.occurredAt },
      context,
    );
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
    const articleId =
      via === null
        ? await this.runs.latestArticleOf(transaction, personId)
        : ((await this.messages.articleBehind(transaction, via)) ?? via);
    if (articleId !== undefined) await this.funnel.add(transaction, { articleId, stage, subject, at });
  }
}
