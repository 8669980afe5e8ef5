import { Injectable } from '@nestjs/common';
import type { SqlRunner, Transaction } from '#libs/database';

export type FunnelStage = 'read' | 'subscription' | 'enrollment' | 'purchase';

export interface FunnelRow {
  readonly articleId: string;
  readonly slug: string | null;
  readonly title: string | null;
  readonly reads: number;
  readonly subscriptions: number;
  readonly enrollments: number;
  readonly purchases: number;
}

@Injectable()
export class FunnelRepository {
  /** @param subject what is counted once: a reader, a person, an enrollment, an order. */
  async add(
    transaction: Transaction,
    entry: { articleId: string; stage: FunnelStage; subject: string; at: Date },
  ): Promise<void> {
    await transaction.query(
      'INSERT INTO funnel_entries (article_id, stage, subject, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [entry.articleId, entry.stage, entry.subject, entry.at],
    );
  }

  /** Until the transaction ends, nobody else records what this reader did. */
  async lockReader(transaction: Transaction, readerId: string): Promise<void> {
    await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 5))', [readerId]);
  }

  /** The article that a reader read last. */
  async latestReadOf(runner: SqlRunner, readerId: string): Promise<string | undefined> {
    const [row] = await runner.query<{ articleId: string }>(
      `SELECT article_id AS "articleId" FROM funnel_entries
       WHERE stage = 'read' AND subject = $1 ORDER BY at DESC, article_id LIMIT 1`,
      [readerId],
    );
    return row?.articleId;
  }

  async byArticle(runner: SqlRunner): Promise<FunnelRow[]> {
    return runner.query<FunnelRow>(
      `SELECT f.article_id AS "articleId", a.data ->> 'slug' AS slug, a.data ->> 'title' AS title,
         count(*) FILTER (WHERE f.stage = 'read') AS reads,
         count(*) FILTER (WHERE f.stage = 'subscription') AS subscriptions,
         count(*) FILTER (WHERE f.stage = 'enrollment') AS enrollments,
         count(*) FILTER (WHERE f.stage = 'purchase') AS purchases
       FROM funnel_entries f LEFT JOIN article_facts a ON a.id = f.article_id
       GROUP BY 1, 2, 3 ORDER BY reads DESC, 1`,
    );
  }
}
