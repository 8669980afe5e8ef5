import { Injectable } from '@nestjs/common';
import type { NextStep } from '#libs/contracts';
import type { SqlRunner, Transaction } from '#libs/database';
import type { PageQuery } from '#libs/http';
import { lockSlug } from '../slugs/slug.repository.js';
import type { Article, NextStepName } from './article.js';

const HEADLINE = `a.id, a.slug, a.title, a.summary, a.author, to_char(a.published_on, 'YYYY-MM-DD') AS "publishedOn"`;

const NEXT_STEPS = `COALESCE((
    SELECT json_agg(
      json_build_object(
        'kind', CASE WHEN n.workshop_id IS NULL THEN 'course' ELSE 'workshop' END,
        'id', COALESCE(w.id, c.id),
        'slug', COALESCE(w.slug, c.slug),
        'title', COALESCE(w.title, c.title)
      ) ORDER BY n.position
    )
    FROM article_next_steps n
    LEFT JOIN workshops w ON w.id = n.workshop_id
    LEFT JOIN courses c ON c.id = n.course_id
    WHERE n.article_id = a.id AND 'published' IN (w.state, c.state)
  ), '[]') AS "nextSteps"`;

/** An article as a list shows it. */
export type ArticleHeadline = Omit<Article, 'markdown' | 'state' | 'nextSteps' | 'version'>;

@Injectable()
export class ArticleRepository {
  /** Published articles, the newest first. */
  async list(runner: SqlRunner, { limit, after }: PageQuery): Promise<ArticleHeadline[]> {
    return runner.query<ArticleHeadline>(
      `SELECT ${HEADLINE} FROM articles a
       WHERE a.state = 'published' AND ($1::uuid IS NULL
         OR (a.published_on, a.id) < (SELECT last.published_on, last.id FROM articles last WHERE last.id = $1))
       ORDER BY a.published_on DESC, a.id DESC LIMIT $2`,
      [after ?? null, limit + 1],
    );
  }

  async find(runner: SqlRunner, slug: string): Promise<Article | undefined> {
    const [row] = await runner.query<Article>(
      `SELECT ${HEADLINE}, a.markdown, a.state, a.version, ${NEXT_STEPS} FROM articles a WHERE a.slug = $1`,
      [slug],
    );
    return row;
  }

  /** As `find`, and nobody else publishes this slug until the transaction ends. */
  async findToPublish(transaction: Transaction, slug: string): Promise<Article | undefined> {
    await lockSlug(transaction, 'article', slug);
    return this.find(transaction, slug);
  }

  /** @returns false, with nothing kept, when this version has not come after the one that is there. */
  async save(transaction: Transaction, article: Article): Promise<boolean> {
    const { id, slug, title, summary, author, publishedOn, markdown, state, version } = article;
    const saved = await transaction.query(
      `INSERT INTO articles (id, slug, title, summary, author, published_on, markdown, state, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (id) DO UPDATE SET title = excluded.title, summary = excluded.summary, author = excluded.author,
         published_on = excluded.published_on, markdown = excluded.markdown, state = excluded.state,
         version = excluded.version
       WHERE articles.version = excluded.version - 1
       RETURNING 1`,
      [id, slug, title, summary, author, publishedOn, markdown, state, version],
    );
    return saved.length > 0;
  }

  /** Replaces what it leads to, what is withdrawn at the time included. */
  async saveNextSteps(transaction: Transaction, { id, nextSteps }: Article): Promise<void> {
    await transaction.query('DELETE FROM article_next_steps WHERE article_id = $1', [id]);
    await transaction.query(
      `INSERT INTO article_next_steps (article_id, position, workshop_id, course_id)
       SELECT $1, s.position, CASE s.kind WHEN 'workshop' THEN s.id END, CASE s.kind WHEN 'course' THEN s.id END
       FROM unnest($2::text[], $3::uuid[]) WITH ORDINALITY AS s (kind, id, position)`,
      [id, nextSteps.map((step) => step.kind), nextSteps.map((step) => step.id)],
    );
  }

  /** Those of the named workshops and courses that are published; they stay as they are until the transaction ends. */
  async offered(transaction: Transaction, names: readonly NextStepName[]): Promise<NextStep[]> {
    const slugs = (wanted: NextStep['kind']) =>
      names.filter(({ kind }) => kind === wanted).map(({ slug }) => slug);
    const workshops = await transaction.query<NextStep>(
      `SELECT 'workshop' AS kind, id, slug, title FROM workshops
       WHERE slug = ANY ($1::text[]) AND state = 'published' ORDER BY id FOR SHARE`,
      [slugs('workshop')],
    );
    const courses = await transaction.query<NextStep>(
      `SELECT 'course' AS kind, id, slug, title FROM courses
       WHERE slug = ANY ($1::text[]) AND state = 'published' ORDER BY id FOR SHARE`,
      [slugs('course')],
    );
    return [...workshops, ...courses];
  }

  /**
   * Locks the articles that lead to this workshop or course, and counts a new version of each. Those that are withdrawn
   * too: one of them may be coming out again right now, with the old title.
   */
  async renewLeadingTo(transaction: Transaction, offeringId: string): Promise<Article[]> {
    const renewed = await transaction.query<{ id: string }>(
      `WITH touched AS (
         SELECT id FROM articles
         WHERE id IN (SELECT article_id FROM article_next_steps WHERE $1 IN (workshop_id, course_id))
         ORDER BY id FOR UPDATE
       )
       UPDATE articles a SET version = a.version + 1 FROM touched t WHERE a.id = t.id RETURNING a.id`,
      [offeringId],
    );
    return transaction.query<Article>(
      `SELECT ${HEADLINE}, a.markdown, a.state, a.version, ${NEXT_STEPS}
       FROM articles a WHERE a.id = ANY ($1::uuid[]) ORDER BY a.id`,
      [renewed.map(({ id }) => id)],
    );
  }
}
