import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';
import { journeyDefinition } from './journey-definition.js';
import { JourneyRepository } from './journey.repository.js';

const SHIPPED = ['article-to-next-step'];

/** Publishes the journeys that come with Ally, each version once. */
@Injectable()
export class PublishShippedJourneys {
  constructor(
    private readonly database: Database,
    private readonly journeys: JourneyRepository,
  ) {}

  async onModuleInit(): Promise<void> {
    for (const name of SHIPPED) {
      const file = await readFile(new URL(`${name}.journey.json`, import.meta.url), 'utf8');
      const definition: unknown = JSON.parse(file);
      const { key, version } = journeyDefinition.parse(definition);
      await this.database.transaction((transaction) =>
        this.journeys.publish(transaction, { ...(definition as object), key, version }),
      );
    }
  }
}
