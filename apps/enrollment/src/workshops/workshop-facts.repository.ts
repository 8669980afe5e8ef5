import { Injectable } from '@nestjs/common';
import type { SqlRunner, Transaction } from '#libs/database';

/** What enrollment knows of the catalog's workshops. */
export interface WorkshopFacts {
  readonly workshopId: string;
  readonly slug: string;
  readonly title: string;
  readonly format: string;
  readonly state: 'published' | 'withdrawn';
}

@Injectable()
export class WorkshopFactsRepository {
  async put(transaction: Transaction, facts: WorkshopFacts): Promise<void> {
    await transaction.query(
      `INSERT INTO workshop_facts (workshop_id, slug, title, format, state) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (workshop_id) DO UPDATE SET slug = excluded.slug, title = excluded.title, format = excluded.format,
         state = excluded.state`,
      [facts.workshopId, facts.slug, facts.title, facts.format, facts.state],
    );
  }

  async find(runner: SqlRunner, workshopId: string): Promise<WorkshopFacts | undefined> {
    const [row] = await runner.query<WorkshopFacts>(
      'SELECT workshop_id AS "workshopId", slug, title, format, state FROM workshop_facts WHERE workshop_id = $1',
      [workshopId],
    );
    return row;
  }
}
