import { Injectable } from '@nestjs/common';
import type { SqlRunner, Transaction } from '#libs/database';
import type { PageQuery } from '#libs/http';
import type { Coach } from './coach.js';

@Injectable()
export class CoachRepository {
  /** In the order in which they were added. */
  async list(runner: SqlRunner, { limit, after }: PageQuery): Promise<Coach[]> {
    return runner.query<Coach>(
      `SELECT id, slug, name, focus, city, bio FROM coaches
       WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2`,
      [after ?? null, limit + 1],
    );
  }

  /** Adds a coach, or replaces the profile of the one with this slug. @returns the coach's id. */
  async save(transaction: Transaction, { id, slug, name, focus, city, bio }: Coach): Promise<string> {
    const [row] = await transaction.query<{ id: string }>(
      `INSERT INTO coaches (id, slug, name, focus, city, bio) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (slug) DO UPDATE SET name = excluded.name, focus = excluded.focus, city = excluded.city,
         bio = excluded.bio
       RETURNING id`,
      [id, slug, name, focus, city, bio],
    );
    if (row === undefined) throw new Error('The coach was not saved');
    return row.id;
  }
}
