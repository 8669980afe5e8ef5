import { Controller } from '@nestjs/common';
import { workshopPublished, workshopWithdrawn, type EventOf } from '#libs/contracts';
import { EventContext, OnEvent } from '#libs/events';
import { enrollmentEvents } from '../enrollment-events.js';
import { WorkshopFactsRepository } from './workshop-facts.repository.js';

/** Keeps this service's copy of what the catalog says of workshops. */
@Controller()
export class KeepWorkshopFacts {
  constructor(private readonly workshops: WorkshopFactsRepository) {}

  @OnEvent(workshopPublished, enrollmentEvents, 'keep-workshop-facts')
  async onWorkshopPublished(
    { data }: EventOf<typeof workshopPublished>,
    { transaction }: EventContext,
  ): Promise<void> {
    await this.workshops.put(transaction, { ...data, state: 'published' });
  }

  @OnEvent(workshopWithdrawn, enrollmentEvents, 'keep-workshop-facts')
  async onWorkshopWithdrawn(
    { data }: EventOf<typeof workshopWithdrawn>,
    { transaction }: EventContext,
  ): Promise<void> {
    await this.workshops.put(transaction, { ...data, state: 'withdrawn' });
  }
}
