import { madeLately, saidOn, type Invariant } from '#libs/invariants';

/** A line for a course that is paid, and whose money stays. */
const PAID_COURSE_LINES = `(SELECT l.order_id, l.item_id AS course_id, o.person_id
  FROM order_lines l JOIN orders o ON o.id = l.order_id JOIN attempts a ON a.order_id = o.id AND a.pays
  WHERE l.kind = 'course' AND o.state = 'paid'
    AND NOT EXISTS (SELECT FROM refunds r WHERE r.attempt_id = a.id AND r.state = 'settled'))`;

/** Who may download what. */
export const entitlementInvariants: readonly Invariant[] = [
  {
    name: 'paid-courses-may-be-downloaded',
    says: 'Whoever has paid for a course, and was not refunded, has the right to it.',
    holds: 'always',
    sql: `SELECT p.order_id AS id, 'course ' || p.course_id AS detail FROM ${PAID_COURSE_LINES} p
      WHERE NOT EXISTS (
        SELECT FROM entitlements e WHERE e.order_id = p.order_id AND e.course_id = p.course_id
          AND e.person_id = p.person_id AND e.revoked_at IS NULL)`,
  },
  {
    name: 'entitlements-are-paid-for',
    says: 'Nobody has the right to a course that was not paid for, or whose money went back.',
    holds: 'always',
    sql: `SELECT e.id, 'order ' || e.order_id AS detail FROM entitlements e
      WHERE e.revoked_at IS NULL AND NOT EXISTS (
        SELECT FROM ${PAID_COURSE_LINES} p WHERE p.order_id = e.order_id AND p.course_id = e.course_id)`,
  },
  {
    name: 'entitlements-are-told-as-they-are',
    says: 'The last change of every entitlement of the last days has been told.',
    holds: 'always',
    needs: 'event_log.events',
    sql: `SELECT e.id, 'version ' || e.version AS detail FROM entitlements e
      WHERE ${madeLately('e.id')} AND NOT EXISTS (
        SELECT FROM ${saidOn('payments.entitlement.v1')} t
        WHERE t.key = e.id::text AND (t.data ->> 'version')::int = e.version)`,
  },
  {
    name: 'used-downloads-are-told-once',
    says: 'Every download of the last days that was used has been told, once.',
    holds: 'always',
    needs: 'event_log.events',
    sql: `SELECT d.id, count(t.id) || ' facts' AS detail
      FROM downloads d LEFT JOIN ${saidOn('payments.entitlement.v1')} t
        ON t.type = 'payments.entitlement.downloaded' AND t.data ->> 'downloadId' = d.id::text
      WHERE ${madeLately('d.id')} GROUP BY d.id HAVING count(t.id) <> (d.used_at IS NOT NULL)::int`,
  },
  {
    name: 'ordered-courses-are-known',
    says: 'Every course that was ordered is known here.',
    holds: 'always',
    sql: `SELECT l.order_id AS id, 'course ' || l.item_id AS detail FROM order_lines l
      WHERE l.kind = 'course' AND NOT EXISTS (SELECT FROM course_facts c WHERE c.course_id = l.item_id)`,
  },
];
