import { Injectable } from '@nestjs/common';
import type { SqlRunner, Transaction } from '#libs/database';
import type { PageQuery } from '#libs/http';
import { lockSlug } from '../slugs/slug.repository.js';
import type { Coach } from './coach.js';

/** A coach as a list shows them. */
export type CoachProfile = Omit<Coach, 'state' | 'version'>;

const PROFILE = 'id, slug, name, focus, city, bio';

@Injectable()
export class CoachRepository {
  /** In the order in which they were added. */
  async list(runner: SqlRunner, { limit, after }: PageQuery): Promise<CoachProfile[]> {
    return runner.query<CoachProfile>(
      `SELECT ${PROFILE} FROM coaches
       WHERE state = 'published' AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2`,
      [after ?? null, limit + 1],
    );
  }

  async find(runner: SqlRunner, slug: string): Promise<Coach | undefined> {
    const [row] = await runner.query<Coach>(
      `SELECT ${PROFILE}, state, version FROM coaches WHERE slug = $1`,
      [slug],
    );
    return row;
  }

  /** As `find`, and nobody else edits this profile until the transaction ends. */
  async findToPublish(transaction: Transaction, slug: string): Promise<Coach | undefined> {
    await lockSlug(transaction, 'coach', slug);
    return this.find(transaction, slug);
  }

  async save(transaction: Transaction, coach: Coach): Promise<void> {
    const { id, slug, name, focus, city, bio, state, version } = coach;
    await transaction.query(
      `INSERT INTO coaches (id, slug, name, focus, city, bio, state, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, focus = excluded.focus, city = excluded.city,
         bio = excluded.bio, state = excluded.state, version = excluded.version`,
      [id, slug, name, focus, city, bio, state, version],
    );
  }
}
