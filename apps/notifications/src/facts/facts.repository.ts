import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { articlePublished, coursePublished, sessionScheduled, workshopPublished } from '#libs/contracts';
import type { SqlRunner, Transaction } from '#libs/database';

export type ArticleFacts = z.infer<(typeof articlePublished)['data']>;
export type WorkshopFacts = z.infer<(typeof workshopPublished)['data']>;
export type CourseFacts = z.infer<(typeof coursePublished)['data']>;
export type SessionFacts = z.infer<(typeof sessionScheduled)['data']>;

/** This service's copies of what other services said last of their articles, workshops, courses and sessions. */
@Injectable()
export class FactsRepository {
  async putArticle(transaction: Transaction, facts: ArticleFacts): Promise<void> {
    await this.put(transaction, 'article_facts', facts.articleId, facts);
  }

  async putWorkshop(transaction: Transaction, facts: WorkshopFacts): Promise<void> {
    await this.put(transaction, 'workshop_facts', facts.workshopId, facts);
  }

  async putCourse(transaction: Transaction, facts: CourseFacts): Promise<void> {
    await this.put(transaction, 'course_facts', facts.courseId, facts);
  }

  async putSession(transaction: Transaction, facts: SessionFacts): Promise<void> {
    await transaction.query(
      `INSERT INTO session_facts (id, workshop_id, starts_at, data) VALUES ($1, $2, $3, $4)
       ON CONFLICT (id) DO UPDATE SET workshop_id = $2, starts_at = $3, data = $4`,
      [facts.sessionId, facts.workshopId, facts.startsAt, facts],
    );
  }

  async article(runner: SqlRunner, id: string): Promise<ArticleFacts | undefined> {
    return this.one<ArticleFacts>(runner, 'article_facts', id);
  }

  async workshop(runner: SqlRunner, id: string): Promise<WorkshopFacts | undefined> {
    return this.one<WorkshopFacts>(runner, 'workshop_facts', id);
  }

  async course(runner: SqlRunner, id: string): Promise<CourseFacts | undefined> {
    return this.one<CourseFacts>(runner, 'course_facts', id);
  }

  async session(runner: SqlRunner, id: string): Promise<SessionFacts | undefined> {
    return this.one<SessionFacts>(runner, 'session_facts', id);
  }

  /** The next session of a workshop that can be enrolled in. */
  async nextSession(runner: SqlRunner, workshopId: string, after: Date): Promise<SessionFacts | undefined> {
    const [row] = await runner.query<{ data: SessionFacts }>(
      `SELECT data FROM session_facts
       WHERE workshop_id = $1 AND starts_at > $2 AND data ->> 'state' = 'scheduled' AND (data ->> 'seatsLeft')::int > 0
       ORDER BY starts_at LIMIT 1`,
      [workshopId, after],
    );
    return row?.data;
  }

  private async put(transaction: Transaction, table: string, id: string, data: object): Promise<void> {
    await transaction.query(
      `INSERT INTO ${table} (id, data) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET data = $2`,
      [id, data],
    );
  }

  private async one<Facts>(runner: SqlRunner, table: string, id: string): Promise<Facts | undefined> {
    const [row] = await runner.query<{ data: Facts }>(`SELECT data FROM ${table} WHERE id = $1`, [id]);
    return row?.data;
  }
}
