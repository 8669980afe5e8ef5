import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/database';

/** Who (by the browser's reader id) read what last: waiting for a subscription, which may come later. */
@Injectable()
export class ReadRepository {
  async add(transaction: Transaction, readerId: string, articleId: string, at: Date): Promise<void> {
    await this.lockReader(transaction, readerId);
    await transaction.query(
      `INSERT INTO reads (reader_id, article_id, at) VALUES ($1, $2, $3)
       ON CONFLICT (reader_id, article_id) DO UPDATE SET at = greatest(reads.at, $3)`,
      [readerId, articleId, at],
    );
  }

  /** The article read last. A read that is being recorded is waited for, so that either it or the caller sees the other. */
  async lockLatestOf(transaction: Transaction, readerId: string): Promise<string | undefined> {
    await this.lockReader(transaction, readerId);
    const [row] = await transaction.query<{ articleId: string }>(
      'SELECT article_id AS "articleId" FROM reads WHERE reader_id = $1 ORDER BY at DESC, article_id LIMIT 1',
      [readerId],
    );
    return row?.articleId;
  }

  private async lockReader(transaction: Transaction, readerId: string): Promise<void> {
    await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 4))', [readerId]);
  }
}
