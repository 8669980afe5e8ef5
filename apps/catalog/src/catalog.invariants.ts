import { eventSpineInvariants, lastSaidOn, madeLately, saidOn, type Invariant } from '#libs/invariants';

/** What has to be true of what is offered, and of who read what. */
export const catalogInvariants: readonly Invariant[] = [
  ...eventSpineInvariants,
  {
    name: 'articles-are-told-as-they-are',
    says: 'What other services heard last of an article is how it is.',
    holds: 'always',
    needs: 'event_log.events',
    sql: `SELECT a.id, coalesce(t.type, 'nothing') || ' was told last' AS detail
      FROM articles a LEFT JOIN ${lastSaidOn('catalog.article.v1')} t ON t.key = a.id::text
      WHERE (t.type, t.data ->> 'slug', t.data ->> 'title')
        IS DISTINCT FROM ('catalog.article.' || a.state, a.slug, a.title)`,
  },
  {
    name: 'workshops-are-told-as-they-are',
    says: 'What other services heard last of a workshop is how it is.',
    holds: 'always',
    needs: 'event_log.events',
    sql: `SELECT w.id, coalesce(t.type, 'nothing') || ' was told last' AS detail
      FROM workshops w LEFT JOIN ${lastSaidOn('catalog.workshop.v1')} t ON t.key = w.id::text
      WHERE (t.type, t.data ->> 'slug', t.data ->> 'title', t.data ->> 'format')
          IS DISTINCT FROM ('catalog.workshop.' || w.state, w.slug, w.title, w.format)`,
  },
  {
    name: 'courses-are-told-as-they-are',
    says: 'What other services heard last of a course is its state, its title, its price and its newest release.',
    holds: 'always',
    needs: 'event_log.events',
    sql: `SELECT c.id, coalesce(t.type, 'nothing') || ' was told last' AS detail
      FROM courses c LEFT JOIN ${lastSaidOn('catalog.course.v1')} t ON t.key = c.id::text
      LEFT JOIN LATERAL (
        SELECT r.id FROM releases r WHERE r.course_id = c.id ORDER BY r.released_at DESC, r.id DESC LIMIT 1
      ) newest ON true
      WHERE (
        t.type IS NULL OR (t.type = 'catalog.course.withdrawn') <> (c.state = 'withdrawn')
        OR (t.data ->> 'title', t.data -> 'price' ->> 'amount', t.data -> 'price' ->> 'currency',
            t.data -> 'release' ->> 'releaseId')
          IS DISTINCT FROM (c.title, c.price_amount::text, c.price_currency, newest.id::text))`,
  },
  {
    name: 'next-steps-are-in-order',
    says: "An article's next steps are numbered from 1 without a gap.",
    holds: 'always',
    sql: `SELECT article_id AS id, count(*) || ' steps up to number ' || max(position) AS detail
      FROM article_next_steps GROUP BY article_id HAVING min(position) <> 1 OR max(position) <> count(*)`,
  },
  {
    name: 'releases-have-their-files',
    says: 'A release has files, numbered from 1 without a gap.',
    holds: 'always',
    sql: `SELECT r.id, count(f.id) || ' files' AS detail
      FROM releases r LEFT JOIN release_files f ON f.release_id = r.id
      GROUP BY r.id HAVING count(f.id) = 0 OR min(f.position) <> 1 OR max(f.position) <> count(f.id)`,
  },
  {
    name: 'released-uploads-stay',
    says: 'An uploaded file that a release has is never given up.',
    holds: 'always',
    sql: `SELECT f.id, coalesce(u.state, 'no upload') AS detail
      FROM release_files f LEFT JOIN uploads u ON u.storage_key = f.storage_key
      WHERE f.storage_key LIKE 'uploads/%' AND u.state IS DISTINCT FROM 'released'`,
  },
  {
    name: 'uploads-are-swept-in-time',
    says: 'What no release has taken is removed within an hour of its due time.',
    holds: 'while-running',
    sql: `SELECT id, state || ' due at ' || due_at AS detail FROM uploads
      WHERE due_at < (SELECT now FROM clock) - interval '1 hour'`,
  },
  {
    name: 'one-read-per-day',
    says: 'A reader, an article and a day make one read at most.',
    holds: 'always',
    sql: `SELECT min(id::text) AS id, count(*) || ' reads on ' || day AS detail
      FROM reads GROUP BY article_id, reader_id, day HAVING count(*) > 1`,
  },
  {
    name: 'reads-are-told',
    says: 'Every read of the last days has been told once, when it was the first of its day.',
    holds: 'always',
    needs: 'event_log.events',
    sql: `SELECT r.id, count(t.id) || ' facts' AS detail
      FROM reads r LEFT JOIN ${saidOn('catalog.read.v1')} t ON t.data ->> 'readId' = r.id::text
      WHERE ${madeLately('r.id')} GROUP BY r.id HAVING count(t.id) <> 1`,
  },
];
