import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { workshopPublished } from '#libs/contracts';
import { Database, newId } from '#libs/database';
import { Outbox } from '#libs/events';
import { AnnounceArticles } from '../articles/announce-articles.js';
import type { Workshop } from './workshop.js';
import { WorkshopRepository } from './workshop.repository.js';

export type WorkshopToPublish = Omit<Workshop, 'id' | 'state'>;

/** Publishes a workshop, or what has changed of the one with this slug. The same again changes and tells nothing. */
@Injectable()
export class PublishWorkshop {
  constructor(
    private readonly database: Database,
    private readonly workshops: WorkshopRepository,
    private readonly outbox: Outbox,
    private readonly articles: AnnounceArticles,
  ) {}

  /** @returns the workshop's id. */
  async execute({ slug, title, summary, description, format }: WorkshopToPublish): Promise<string> {
    return this.database.transaction(async (transaction) => {
      const before = await this.workshops.findToPublish(transaction, slug);
      const workshopId = before?.id ?? newId();
      const workshop: Workshop = {
        id: workshopId,
        slug,
        title,
        summary,
        description,
        format,
        state: 'published',
      };
      if (isDeepStrictEqual(before, workshop)) return workshopId;
      await this.workshops.save(transaction, workshop);
      await this.outbox.append(transaction, workshopPublished, { workshopId, slug, title, format });
      if (before?.title !== title) await this.articles.announceLeadingTo(transaction, workshopId);
      return workshopId;
    });
  }
}
