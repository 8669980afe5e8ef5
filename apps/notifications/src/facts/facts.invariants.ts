import type { Invariant } from '#libs/invariants';

/** The copies of what other services said are complete, once all of it has come. */
export const factsInvariants: readonly Invariant[] = [
  {
    name: 'workshops-of-sessions-are-known',
    says: 'The workshop of every session is known here.',
    holds: 'at-rest',
    sql: `SELECT s.id, 'workshop ' || s.workshop_id AS detail FROM session_facts s
      WHERE NOT EXISTS (SELECT FROM workshop_facts w WHERE w.id = s.workshop_id)`,
  },
  {
    name: 'next-steps-of-articles-are-known',
    says: 'The workshops and courses that an article leads to are known here.',
    holds: 'at-rest',
    sql: `SELECT a.id, format('%s %s', step ->> 'kind', step ->> 'id') AS detail
      FROM article_facts a CROSS JOIN LATERAL jsonb_array_elements(a.data -> 'nextSteps') AS step
      WHERE NOT EXISTS (SELECT FROM workshop_facts w WHERE w.id::text = step ->> 'id')
        AND NOT EXISTS (SELECT FROM course_facts c WHERE c.id::text = step ->> 'id')`,
  },
  {
    name: 'articles-of-runs-are-known',
    says: 'The article that a run or an entry of the funnel leads back to is known here.',
    holds: 'at-rest',
    sql: `SELECT id, 'article ' || article_id AS detail FROM (
        SELECT id::text, article_id FROM runs
        UNION ALL
        SELECT stage || ' ' || subject, article_id FROM funnel_entries
      ) because
      WHERE NOT EXISTS (SELECT FROM article_facts a WHERE a.id = because.article_id)`,
  },
  {
    name: 'sessions-are-filed-as-they-are',
    says: 'A session is filed under the workshop and the time that its facts name.',
    holds: 'always',
    sql: `SELECT id, data ->> 'startsAt' AS detail FROM session_facts
      WHERE (data ->> 'workshopId')::uuid IS DISTINCT FROM workshop_id
        OR (data ->> 'startsAt')::timestamptz IS DISTINCT FROM starts_at`,
  },
];
