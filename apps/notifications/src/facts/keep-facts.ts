import { Controller } from '@nestjs/common';
import {
  articlePublished,
  articleWithdrawn,
  coursePublished,
  courseReleased,
  courseWithdrawn,
  sessionChanged,
  sessionFilled,
  sessionScheduled,
  sessionSeatsFreed,
  workshopPublished,
  workshopWithdrawn,
  type EventOf,
} from '#libs/contracts';
import { EventContext, OnEvent } from '#libs/events';
import { notificationsEvents } from '../notifications-events.js';
import { FactsRepository } from './facts.repository.js';

const CONSUMER = 'keep-facts';

/** Remembers what mails tell about: titles, dates, prices. */
@Controller()
export class KeepFacts {
  constructor(private readonly facts: FactsRepository) {}

  @OnEvent(articlePublished, notificationsEvents, CONSUMER)
  async onArticlePublished(
    { data }: EventOf<typeof articlePublished>,
    { transaction }: EventContext,
  ): Promise<void> {
    await this.facts.putArticle(transaction, data, 'published');
  }

  @OnEvent(articleWithdrawn, notificationsEvents, CONSUMER)
  async onArticleWithdrawn(
    { data }: EventOf<typeof articleWithdrawn>,
    { transaction }: EventContext,
  ): Promise<void> {
    await this.facts.putArticle(transaction, data, 'withdrawn');
  }

  @OnEvent(workshopPublished, notificationsEvents, CONSUMER)
  async onWorkshopPublished(
    { data }: EventOf<typeof workshopPublished>,
    { transaction }: EventContext,
  ): Promise<void> {
    await this.facts.putWorkshop(transaction, data, 'published');
  }

  @OnEvent(workshopWithdrawn, notificationsEvents, CONSUMER)
  async onWorkshopWithdrawn(
    { data }: EventOf<typeof workshopWithdrawn>,
    { transaction }: EventContext,
  ): Promise<void> {
    await this.facts.putWorkshop(transaction, data, 'withdrawn');
  }

  @OnEvent(coursePublished, notificationsEvents, CONSUMER)
  async onCoursePublished(
    { data }: EventOf<typeof coursePublished>,
    { transaction }: EventContext,
  ): Promise<void> {
    await this.facts.putCourse(transaction, data, 'published');
  }

  @OnEvent(courseReleased, notificationsEvents, CONSUMER)
  async onCourseReleased(
    { data }: EventOf<typeof courseReleased>,
    { transaction }: EventContext,
  ): Promise<void> {
    await this.facts.putCourse(transaction, data, 'published');
  }

  @OnEvent(courseWithdrawn, notificationsEvents, CONSUMER)
  async onCourseWithdrawn(
    { data }: EventOf<typeof courseWithdrawn>,
    { transaction }: EventContext,
  ): Promise<void> {
    await this.facts.putCourse(transaction, data, 'withdrawn');
  }

  @OnEvent(sessionScheduled, notificationsEvents, CONSUMER)
  async onSessionScheduled(
    { data }: EventOf<typeof sessionScheduled>,
    { transaction }: EventContext,
  ): Promise<void> {
    await this.facts.putSession(transaction, data);
  }

  @OnEvent(sessionChanged, notificationsEvents, CONSUMER)
  async onSessionChanged(
    { data }: EventOf<typeof sessionChanged>,
    { transaction }: EventContext,
  ): Promise<void> {
    await this.facts.putSession(transaction, data);
  }

  @OnEvent(sessionFilled, notificationsEvents, CONSUMER)
  async onSessionFilled(
    { data }: EventOf<typeof sessionFilled>,
    { transaction }: EventContext,
  ): Promise<void> {
    await this.facts.putSession(transaction, data);
  }

  @OnEvent(sessionSeatsFreed, notificationsEvents, CONSUMER)
  async onSessionSeatsFreed(
    { data }: EventOf<typeof sessionSeatsFreed>,
    { transaction }: EventContext,
  ): Promise<void> {
    await this.facts.putSession(transaction, data);
  }
}
