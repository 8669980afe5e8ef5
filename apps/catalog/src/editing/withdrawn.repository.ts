import { Injectable } from '@nestjs/common';
import type { SqlRunner } from '#libs/database';
import type { PageQuery } from '#libs/http';
import type { Noun } from '../slugs/slug-param.js';

/** Something that has been taken back. */
export interface Withdrawn {
  readonly id: string;
  readonly kind: Noun;
  readonly slug: string;
  readonly title: string;
  readonly version: number;
}

@Injectable()
export class WithdrawnRepository {
  /** Of all kinds, in the order in which they were made. */
  async list(runner: SqlRunner, { limit, after }: PageQuery): Promise<Withdrawn[]> {
    return runner.query<Withdrawn>(
      `SELECT id, kind, slug, title, version FROM (
         SELECT id, 'article' AS kind, slug, title, version FROM articles WHERE state = 'withdrawn'
         UNION ALL SELECT id, 'workshop', slug, title, version FROM workshops WHERE state = 'withdrawn'
         UNION ALL SELECT id, 'course', slug, title, version FROM courses WHERE state = 'withdrawn'
         UNION ALL SELECT id, 'coach', slug, name, version FROM coaches WHERE state = 'withdrawn'
       ) withdrawn
       WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2`,
      [after ?? null, limit + 1],
    );
  }
}
