import { Injectable } from '@nestjs/common';
import type { SqlRunner } from '#libs/database';
import { HIT_BEGINS, HIT_ENDS, type SearchedKind } from './search.js';

/** One thing that was found. */
export interface Found {
  readonly kind: SearchedKind;
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  /** Markdown. */
  readonly body: string;
}

/** What is looked for: `$1` as typed, `$2` whether its last word may go on. Nothing, when only words are excluded. */
const WANTED = `asked AS MATERIALIZED (
    SELECT websearch_to_tsquery('reading', $1) AS q
  ), wanted AS MATERIALIZED (
    SELECT CASE
      WHEN querytree(q) IN ('', 'T') THEN NULL
      WHEN $2::boolean AND q::text LIKE '%''' THEN (q::text || ':*')::tsquery
      ELSE q
    END AS q FROM asked
  )`;

/** Of texts (D), places (C), summaries (B) and titles (A): a word in a title outweighs any number in a text. */
const WEIGHTS = '{0.01, 0.2, 0.4, 1.0}';
/** Divided by 1 + the logarithm of the length, and brought between 0 and 1. */
const NORMALIZED = 1 | 32;

const arm = (kind: SearchedKind, table: string, columns: string) => `
  SELECT '${kind}' AS kind, id, slug, ${columns}, 
    ts_rank_cd('${WEIGHTS}', search, (SELECT q FROM wanted), ${NORMALIZED}) AS rank
  FROM ${table}
  WHERE state = 'published' AND search @@ (SELECT q FROM wanted) AND ($3::text IS NULL OR $3 = '${kind}')`;

/** The statement that searches; what is planned for it is looked at by a test. */
export const SEARCH = `WITH ${WANTED}
  SELECT kind, id, slug, title, summary, body FROM (
    ${[
      arm('article', 'articles', 'title, summary, markdown AS body'),
      arm('workshop', 'workshops', 'title, summary, description AS body'),
      arm('course', 'courses', 'title, summary, description AS body'),
      arm('coach', 'coaches', 'name AS title, city AS summary, bio AS body'),
    ].join('\n  UNION ALL')}
  ) found
  ORDER BY rank DESC, kind, id LIMIT $4`;

const HEADLINE = [
  `StartSel="${HIT_BEGINS}"`,
  `StopSel="${HIT_ENDS}"`,
  'MaxFragments=2',
  'MinWords=8',
  'MaxWords=24',
  'FragmentDelimiter=" … "',
].join(', ');

@Injectable()
export class SearchRepository {
  /** What is published and fits, the best first. */
  async find(
    runner: SqlRunner,
    {
      query,
      isTyping,
      kind,
      limit,
    }: { query: string; isTyping: boolean; kind?: SearchedKind; limit: number },
  ): Promise<Found[]> {
    return runner.query<Found>(SEARCH, [query, isTyping, kind ?? null, limit]);
  }

  /** The places of each text that fit the query, with each hit between `HIT_BEGINS` and `HIT_ENDS`. */
  async excerpts(
    runner: SqlRunner,
    { query, isTyping }: { query: string; isTyping: boolean },
    texts: readonly string[],
  ): Promise<string[]> {
    const rows = await runner.query<{ excerpt: string }>(
      `WITH ${WANTED}
       SELECT ts_headline('reading', t.text, wanted.q, $4) AS excerpt
       FROM unnest($3::text[]) WITH ORDINALITY AS t (text, nth), wanted ORDER BY t.nth`,
      [query, isTyping, texts, HEADLINE],
    );
    return rows.map(({ excerpt }) => excerpt);
  }
}
