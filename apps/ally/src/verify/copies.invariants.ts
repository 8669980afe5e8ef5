import type { Invariant } from '#libs/invariants';

/** What one service says and another keeps a copy of is the same, once all events have been handled. */
export const copiesAgree: readonly Invariant[] = [
  {
    name: 'copies-of-articles-agree',
    says: 'Notifications knows every article as the catalog has it.',
    holds: 'at-rest',
    sql: `SELECT a.id, 'notifications' AS detail
      FROM catalog.articles a LEFT JOIN notifications.article_facts f ON f.id = a.id
      WHERE (f.data ->> 'slug', f.data ->> 'title', f.state) IS DISTINCT FROM (a.slug, a.title, a.state)`,
  },
  {
    name: 'copies-of-workshops-agree',
    says: 'Enrollment and notifications know every workshop as the catalog has it.',
    holds: 'at-rest',
    sql: `SELECT w.id, CASE WHEN (e.slug, e.title, e.format, e.state) IS DISTINCT FROM (w.slug, w.title, w.format, w.state)
        THEN 'enrollment' ELSE 'notifications' END AS detail
      FROM catalog.workshops w
      LEFT JOIN enrollment.workshop_facts e ON e.workshop_id = w.id
      LEFT JOIN notifications.workshop_facts n ON n.id = w.id
      WHERE (e.slug, e.title, e.format, e.state) IS DISTINCT FROM (w.slug, w.title, w.format, w.state)
        OR (n.data ->> 'slug', n.data ->> 'title', n.state) IS DISTINCT FROM (w.slug, w.title, w.state)`,
  },
  {
    name: 'copies-of-courses-agree',
    says: 'Payments and notifications know every course, its price and newest release as the catalog has them.',
    holds: 'at-rest',
    sql: `SELECT c.id, CASE WHEN (p.slug, p.title, p.price_amount, p.currency, p.release ->> 'releaseId', p.state)
          IS DISTINCT FROM (c.slug, c.title, c.price_amount, c.price_currency, newest.id::text, c.state)
        THEN 'payments' ELSE 'notifications' END AS detail
      FROM catalog.courses c
      LEFT JOIN LATERAL (
        SELECT r.id FROM catalog.releases r WHERE r.course_id = c.id ORDER BY r.released_at DESC, r.id DESC LIMIT 1
      ) newest ON true
      LEFT JOIN payments.course_facts p ON p.course_id = c.id
      LEFT JOIN notifications.course_facts n ON n.id = c.id
      WHERE (p.slug, p.title, p.price_amount, p.currency, p.release ->> 'releaseId', p.state)
          IS DISTINCT FROM (c.slug, c.title, c.price_amount, c.price_currency, newest.id::text, c.state)
        OR (n.data ->> 'title', n.data -> 'price' ->> 'amount', n.state)
          IS DISTINCT FROM (c.title, c.price_amount::text, c.state)`,
  },
  {
    name: 'copies-of-sessions-agree',
    says: 'Notifications knows every session with its time, place and state as enrollment has them.',
    holds: 'at-rest',
    sql: `SELECT s.id, 'notifications' AS detail
      FROM enrollment.sessions s LEFT JOIN notifications.session_facts f ON f.id = s.id
      WHERE (f.workshop_id, f.starts_at, f.data ->> 'state', f.data ->> 'venue', f.data ->> 'onlineUrl')
        IS DISTINCT FROM (s.workshop_id, s.starts_at, s.state, s.venue, s.online_url)`,
  },
  {
    name: 'copies-of-api-keys-agree',
    says: 'Every service lets the same API keys in, and none that was revoked.',
    holds: 'at-rest',
    sql: `SELECT k.id, s.name AS detail
      FROM notifications.api_keys k
      CROSS JOIN (VALUES ('catalog'), ('enrollment'), ('payments'), ('notifications')) AS s (name)
      LEFT JOIN (
        SELECT 'catalog' AS service, * FROM catalog.api_key_facts
        UNION ALL SELECT 'enrollment', * FROM enrollment.api_key_facts
        UNION ALL SELECT 'payments', * FROM payments.api_key_facts
        UNION ALL SELECT 'notifications', * FROM notifications.api_key_facts
      ) f ON f.service = s.name AND f.id = k.id
      WHERE (f.hash, f.scopes, f.expires_at, f.revoked_at)
        IS DISTINCT FROM (k.hash, k.scopes, k.expires_at, k.revoked_at)`,
  },
];
