import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Database, newId } from '#libs/database';
import type { Workshop } from './workshop.js';
import { WriteWorkshop } from './write-workshop.js';

export type WorkshopToPublish = Omit<Workshop, 'id' | 'state' | 'version'>;

/** Publishes a workshop, or what has changed of the one with this slug. The same again changes and tells nothing. */
@Injectable()
export class PublishWorkshop {
  constructor(
    private readonly database: Database,
    private readonly writeWorkshop: WriteWorkshop,
  ) {}

  /** @returns the workshop's id. */
  async execute({ slug, title, summary, description, format }: WorkshopToPublish): Promise<string> {
    return this.database.transaction(async (transaction) => {
      const before = await this.writeWorkshop.findToPublish(transaction, slug);
      const workshopId = before?.id ?? newId();
      const workshop: Workshop = {
        id: workshopId,
        slug,
        title,
        summary,
        description,
        format,
        state: 'published',
        version: before?.version ?? 0,
      };
      if (isDeepStrictEqual(before, workshop)) return workshopId;
      await this.writeWorkshop.write(transaction, { ...workshop, version: workshop.version + 1 }, before);
      return workshopId;
    });
  }
}
