import type { Check } from './check.js';
import { OVERTAKEN } from './mails.checks.js';

/** Subscriptions, sign-ins, reads and downloads: once each, and as they were acknowledged. */
export const peopleChecks: readonly Check[] = [
  {
    name: 'subscriptions-led-to-one-opt-in-mail',
    says: 'Every subscription that was acknowledged led to its opt-in mail, and to no other.',
    kind: 'lost',
    of: 'subscriptions',
    sql: `SELECT a.email AS id, count(m.id) || ' messages' AS detail
      FROM jsonb_to_recordset($1) AS a(email text, slots int)
      LEFT JOIN notifications.people p ON p.email = a.email
      LEFT JOIN notifications.messages m
        ON m.person_id = p.person_id AND m.template = 'subscription-opt-in' AND EXISTS (
          SELECT FROM notifications.mailbox b WHERE b.mail ->> 'messageId' LIKE '<' || m.id || '@%')
      GROUP BY a.email, a.slots HAVING count(m.id) NOT BETWEEN 1 AND a.slots`,
  },
  {
    name: 'confirmations-count-once',
    says: 'Who said yes is a subscriber, with one proof of it.',
    kind: 'lost',
    of: 'confirmations',
    sql: `SELECT a.email AS id, format('%s, %s proofs', s.state, count(c.id)) AS detail
      FROM jsonb_to_recordset($1) AS a(email text)
      LEFT JOIN notifications.people p ON p.email = a.email
      LEFT JOIN notifications.subscriptions s ON s.person_id = p.person_id
      LEFT JOIN notifications.consents c ON c.person_id = p.person_id AND c.fact = 'confirmed'
      GROUP BY a.email, s.state HAVING s.state IS DISTINCT FROM 'confirmed' OR count(c.id) <> 1`,
  },
  {
    name: 'sign-in-links-were-mailed',
    says: 'Whoever was told to check their mail has got a way in there, unless its time was over before it could be sent.',
    kind: 'lost',
    of: 'signInLinks',
    sql: `SELECT a.email AS id, count(DISTINCT m.id) || ' messages' AS detail
      FROM (SELECT email, count(*) AS asked FROM jsonb_to_recordset($1) AS a(email text) GROUP BY email) a
      LEFT JOIN notifications.people p ON p.email = a.email
      LEFT JOIN notifications.messages m
        ON m.person_id = p.person_id AND m.template = 'sign-in' AND (m.state = 'sent' OR ${OVERTAKEN})
      GROUP BY a.email, a.asked HAVING count(DISTINCT m.id) < a.asked`,
  },
  {
    name: 'sign-ins-are-spent',
    says: 'A way in that was taken cannot be taken again.',
    kind: 'lost',
    of: 'signIns',
    sql: `SELECT a.email AS id, 'not spent' AS detail FROM jsonb_to_recordset($1) AS a(email text)
      WHERE NOT EXISTS (
        SELECT FROM notifications.people p JOIN notifications.sign_ins s ON s.person_id = p.person_id
        WHERE p.email = a.email AND s.spent_at IS NOT NULL)`,
  },
  {
    name: 'reads-count-once',
    says: 'Every read that was acknowledged is kept, and was told once.',
    kind: 'lost',
    of: 'reads',
    sql: `SELECT a."readerId" AS id, format('%s kept, told %s times', count(DISTINCT r.id), count(v.id)) AS detail
      FROM jsonb_to_recordset($1) AS a("readerId" uuid, "articleId" uuid)
      LEFT JOIN catalog.reads r ON r.reader_id = a."readerId" AND r.article_id = a."articleId"
      LEFT JOIN event_log.events v ON v.topic = 'catalog.read.v1' AND v.data ->> 'readId' = r.id::text
      GROUP BY a."readerId" HAVING count(DISTINCT r.id) <> 1 OR count(v.id) <> 1`,
  },
  {
    name: 'acknowledged-downloads-are-there',
    says: 'Every download that was acknowledged is kept.',
    kind: 'lost',
    of: 'downloads',
    sql: `SELECT a.key AS id, 'file ' || a."fileId" AS detail
      FROM jsonb_to_recordset($1) AS a(key uuid, "fileId" uuid)
      LEFT JOIN payments.downloads d ON d.idempotency_key = a.key AND d.file ->> 'fileId' = a."fileId"::text
      WHERE d.id IS NULL`,
  },
  {
    name: 'files-came-over-whole',
    says: 'What was downloaded is byte for byte what was released.',
    kind: 'wrong',
    of: 'transfers',
    sql: `SELECT a."fileId" AS id, format('%s of %s bytes, sha256 %s', a.bytes, f.size, a.sha256) AS detail
      FROM jsonb_to_recordset($1) AS a("fileId" uuid, bytes bigint, sha256 text)
      LEFT JOIN catalog.release_files f ON f.id = a."fileId"
      WHERE (f.size, f.sha256) IS DISTINCT FROM (a.bytes, a.sha256)`,
  },
];
