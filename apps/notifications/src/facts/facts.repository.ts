import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { articlePublished, coursePublished, sessionScheduled, workshopPublished } from '#libs/contracts';
import type { SqlRunner, Transaction } from '#libs/database';

export type ArticleFacts = z.infer<(typeof articlePublished)['data']>;
export type WorkshopFacts = z.infer<(typeof workshopPublished)['data']>;
export type CourseFacts = z.infer<(typeof coursePublished)['data']>;
export type SessionFacts = z.infer<(typeof sessionScheduled)['data']>;

/** Whether it is still offered. What was withdrawn is remembered: people have seats in it, or have bought it. */
export type OfferState = 'published' | 'withdrawn';
type Offer<Facts> = Facts & { readonly state: OfferState };

/** This service's copies of what other services said last of their articles, workshops, courses and sessions. */
@Injectable()
export class FactsRepository {
  async putArticle(transaction: Transaction, facts: ArticleFacts, state: OfferState): Promise<void> {
    await this.put(transaction, 'article_facts', facts.articleId, facts, state);
  }

  async putWorkshop(transaction: Transaction, facts: WorkshopFacts, state: OfferState): Promise<void> {
    await this.put(transaction, 'workshop_facts', facts.workshopId, facts, state);
  }

  async putCourse(transaction: Transaction, facts: CourseFacts, state: OfferState): Promise<void> {
    await this.put(transaction, 'course_facts', facts.courseId, facts, state);
  }

  async putSession(transaction: Transaction, facts: SessionFacts): Promise<void> {
    await transaction.query(
      `INSERT INTO session_facts (id, workshop_id, starts_at, data) VALUES ($1, $2, $3, $4)
       ON CONFLICT (id) DO UPDATE SET workshop_id = $2, starts_at = $3, data = $4`,
      [facts.sessionId, facts.workshopId, facts.startsAt, facts],
    );
  }

  async article(runner: SqlRunner, id: string): Promise<Offer<ArticleFacts> | undefined> {
    return this.one<ArticleFacts>(runner, 'article_facts', id);
  }

  async workshop(runner: SqlRunner, id: string): Promise<Offer<WorkshopFacts> | undefined> {
    return this.one<WorkshopFacts>(runner, 'workshop_facts', id);
  }

  async course(runner: SqlRunner, id: string): Promise<Offer<CourseFacts> | undefined> {
    return this.one<CourseFacts>(runner, 'course_facts', id);
  }

  async session(runner: SqlRunner, id: string): Promise<SessionFacts | undefined> {
    const [row] = await runner.query<{ data: SessionFacts }>('SELECT data FROM session_facts WHERE id = $1', [
      id,
    ]);
    return row?.data;
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

  private async put(
    transaction: Transaction,
    table: string,
    id: string,
    data: object,
    state: OfferState,
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO ${table} (id, data, state) VALUES ($1, $2, $3)
       ON CONFLICT (id) DO UPDATE SET data = $2, state = $3`,
      [id, data, state],
    );
  }

  private async one<Facts>(runner: SqlRunner, table: string, id: string): Promise<Offer<Facts> | undefined> {
    const [row] = await runner.query<{ data: Facts; state: OfferState }>(
      `SELECT data, state FROM ${table} WHERE id = $1`,
      [id],
    );
    return row && { ...row.data, state: row.state };
  }
}
