import { Injectable } from '@nestjs/common';
import type { SqlRunner, Transaction } from '#libs/database';
import type { PageQuery } from '#libs/http';
import { lockSlug } from '../slugs/slug.repository.js';
import type { Workshop } from './workshop.js';

/** A workshop as a list shows it. */
export type WorkshopHeadline = Omit<Workshop, 'description' | 'state' | 'version'>;

@Injectable()
export class WorkshopRepository {
  /** Published workshops, in the order in which they were first published. */
  async list(runner: SqlRunner, { limit, after }: PageQuery): Promise<WorkshopHeadline[]> {
    return runner.query<WorkshopHeadline>(
      `SELECT id, slug, title, summary, format FROM workshops
       WHERE state = 'published' AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2`,
      [after ?? null, limit + 1],
    );
  }

  async find(runner: SqlRunner, slug: string): Promise<Workshop | undefined> {
    const [row] = await runner.query<Workshop>(
      'SELECT id, slug, title, summary, description, format, state, version FROM workshops WHERE slug = $1',
      [slug],
    );
    return row;
  }

  /** As `find`, and nobody else publishes this slug until the transaction ends. */
  async findToPublish(transaction: Transaction, slug: string): Promise<Workshop | undefined> {
    await lockSlug(transaction, 'workshop', slug);
    return this.find(transaction, slug);
  }

  async save(transaction: Transaction, workshop: Workshop): Promise<void> {
    const { id, slug, title, summary, description, format, state, version } = workshop;
    await transaction.query(
      `INSERT INTO workshops (id, slug, title, summary, description, format, state, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (id) DO UPDATE SET title = excluded.title, summary = excluded.summary,
         description = excluded.description, format = excluded.format, state = excluded.state,
         version = excluded.version`,
      [id, slug, title, summary, description, format, state, version],
    );
  }
}
