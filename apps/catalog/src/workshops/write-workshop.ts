import { Injectable } from '@nestjs/common';
import { workshopPublished, workshopWithdrawn } from '#libs/contracts';
import type { Transaction } from '#libs/database';
import { Outbox } from '#libs/events';
import { AnnounceArticles } from '../articles/announce-articles.js';
import type { Editable } from '../editing/edit-offering.js';
import type { Workshop } from './workshop.js';
import { WorkshopRepository } from './workshop.repository.js';

/** How a workshop is kept and told. */
@Injectable()
export class WriteWorkshop implements Editable<Workshop> {
  readonly noun = 'workshop';

  constructor(
    private readonly workshops: WorkshopRepository,
    private readonly outbox: Outbox,
    private readonly articles: AnnounceArticles,
  ) {}

  async findToPublish(transaction: Transaction, slug: string): Promise<Workshop | undefined> {
    return this.workshops.findToPublish(transaction, slug);
  }

  async write(transaction: Transaction, workshop: Workshop, before: Workshop | undefined): Promise<void> {
    const { id: workshopId, slug, title, format, state } = workshop;
    await this.workshops.save(transaction, workshop);
    const fact = state === 'published' ? workshopPublished : workshopWithdrawn;
    await this.outbox.append(transaction, fact, { workshopId, slug, title, format });
    if (before?.title !== title || before.state !== state)
      await this.articles.announceLeadingTo(transaction, workshopId);
  }
}
