import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/database';
import type { Read } from './read.js';

@Injectable()
export class ReadRepository {
  /**
   * Keeps one read per reader, article and day: the first is inserted, a later one only raises how long and how far.
   * Of two at once, one is the first.
   * @returns the id of the row, which is `read.id` for the first alone; undefined when no such article is published.
   */
  async keep(transaction: Transaction, read: Read): Promise<string | undefined> {
    const { id, articleId, readerId, day, seconds, depth, via } = read;
    const [row] = await transaction.query<{ id: string }>(
      `INSERT INTO reads (id, article_id, reader_id, day, seconds, depth, via)
       SELECT $1, a.id, $3, $4, $5, $6, $7 FROM articles a WHERE a.id = $2 AND a.state = 'published'
       ON CONFLICT (article_id, reader_id, day) DO UPDATE
         SET seconds = greatest(reads.seconds, excluded.seconds), depth = greatest(reads.depth, excluded.depth)
       RETURNING id`,
      [id, articleId, readerId, day, seconds, depth, via],
    );
    return row?.id;
  }
}
