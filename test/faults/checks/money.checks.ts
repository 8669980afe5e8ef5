import type { Check } from './check.js';

const REFUNDED_WHOLE = `(o.captured_amount > 0 AND o.captured_amount = o.refunded_amount)`;

/** Nobody paid without a seat, an entitlement or their money back; nobody paid, or was given, twice. */
export const moneyChecks: readonly Check[] = [
  {
    name: 'acknowledged-orders-are-there',
    says: 'Every order that was acknowledged is there, with its total.',
    kind: 'lost',
    of: 'orders',
    sql: `SELECT a."orderId" AS id, 'total ' || a.amount AS detail
      FROM jsonb_to_recordset($1) AS a("orderId" uuid, "enrollmentId" uuid, amount int)
      LEFT JOIN payments.orders o ON o.id = a."orderId" AND o.total_amount = a.amount
        AND o.enrollment_id IS NOT DISTINCT FROM a."enrollmentId"
      WHERE o.id IS NULL`,
  },
  {
    name: 'no-order-twice',
    says: 'A person has one order of courses for each time they asked for one, however often they sent that.',
    kind: 'doubled',
    wishes: 'checkouts',
    sql: `SELECT o.id, p.email AS detail
      FROM payments.orders o JOIN payments.people p USING (person_id)
      LEFT JOIN payments.checkout_wishes c ON c.order_id = o.id
      LEFT JOIN jsonb_to_recordset($1) AS w(key uuid, email text)
        ON w.key = c.idempotency_key AND w.email = p.email
      WHERE o.enrollment_id IS NULL AND p.email LIKE '%@faults.example.org' AND w.key IS NULL`,
  },
  {
    name: 'acknowledged-payments-count',
    says: 'What somebody paid has paid their order, or was given back.',
    kind: 'lost',
    of: 'payments',
    sql: `SELECT a."orderId" AS id, format('%s, captured %s, refunded %s', o.state, o.captured_amount, o.refunded_amount) AS detail
      FROM jsonb_to_recordset($1) AS a("orderId" uuid, amount int)
      LEFT JOIN payments.orders o ON o.id = a."orderId"
      WHERE o.id IS NULL OR NOT ((o.state = 'paid' AND o.captured_amount >= a.amount) OR ${REFUNDED_WHOLE})`,
  },
  {
    name: 'captures-pay-or-went-back',
    says: 'All that the provider took pays an order, or the provider has given it back.',
    kind: 'lost',
    sql: `SELECT s.id, format('order %s, %s', s.client_reference, coalesce(o.state, 'gone')) AS detail
      FROM payments.sandbox_sessions s
      LEFT JOIN payments.orders o ON o.id::text = s.client_reference
      LEFT JOIN payments.attempts a ON a.order_id = o.id AND a.pays AND a.reference = s.capture_id
      WHERE s.state = 'captured' AND NOT (o.state = 'paid' AND a.id IS NOT NULL) AND s.amount IS DISTINCT FROM (
        SELECT sum(r.amount)::int FROM payments.sandbox_refunds r WHERE r.capture_id = s.capture_id)`,
  },
  {
    name: 'paid-orders-gave-what-was-paid',
    says: 'Whoever has paid has the seat, and the right to each course.',
    kind: 'lost',
    sql: `SELECT o.id, 'seat is ' || coalesce(e.state, 'gone') AS detail FROM payments.orders o
      LEFT JOIN enrollment.enrollments e ON e.id = o.enrollment_id
      WHERE o.state = 'paid' AND o.enrollment_id IS NOT NULL AND e.state IS DISTINCT FROM 'confirmed'
      UNION ALL
      SELECT o.id, 'course ' || l.item_id FROM payments.orders o JOIN payments.order_lines l ON l.order_id = o.id
      WHERE o.state = 'paid' AND l.kind = 'course' AND NOT EXISTS (
        SELECT FROM payments.entitlements t
        WHERE t.order_id = o.id AND t.course_id = l.item_id AND t.revoked_at IS NULL)`,
  },
  {
    name: 'one-entitlement-per-course-paid',
    says: 'A paid line gives one right, and nothing else gives any.',
    kind: 'doubled',
    sql: `SELECT t.id, format('order %s is %s', t.order_id, o.state) AS detail
      FROM payments.entitlements t JOIN payments.orders o ON o.id = t.order_id
      WHERE o.state <> 'paid' OR EXISTS (
        SELECT FROM payments.entitlements e
        WHERE e.order_id = t.order_id AND e.course_id = t.course_id AND e.id <> t.id)`,
  },
  {
    name: 'declines-are-known-to-the-sandbox',
    says: 'Every decline that was acknowledged is kept by the provider, and counts once here.',
    kind: 'lost',
    of: 'declines',
    sql: `SELECT a."orderId" AS id, count(*) || ' declined' AS detail
      FROM jsonb_to_recordset($1) AS a("orderId" text)
      LEFT JOIN payments.sandbox_sessions s ON s.client_reference = a."orderId"
      GROUP BY a."orderId", s.decline_ids HAVING count(*) > coalesce(cardinality(s.decline_ids), 0)`,
  },
  {
    name: 'money-adds-up',
    says: 'What an order took in is its captures, what it gave back is its refunds, and the provider agrees.',
    kind: 'wrong',
    sql: `SELECT o.id::text, format('captured %s/%s/%s, refunded %s/%s/%s', o.captured_amount, a.captured, s.captured,
          o.refunded_amount, r.refunded, s.refunded) AS detail
      FROM payments.orders o
      CROSS JOIN LATERAL (SELECT coalesce(sum(amount), 0) AS captured FROM payments.attempts
        WHERE order_id = o.id AND state = 'captured') a
      CROSS JOIN LATERAL (SELECT coalesce(sum(t.amount), 0) AS refunded FROM payments.refunds f
        JOIN payments.attempts t ON t.id = f.attempt_id WHERE f.order_id = o.id AND f.state = 'settled') r
      LEFT JOIN (SELECT client_reference, coalesce(sum(amount) FILTER (WHERE state = 'captured'), 0) AS captured,
          coalesce(sum((SELECT sum(b.amount) FROM payments.sandbox_refunds b WHERE b.capture_id = x.capture_id)), 0) AS refunded
        FROM payments.sandbox_sessions x GROUP BY client_reference) s ON s.client_reference = o.id::text
      WHERE o.captured_amount <> a.captured OR o.refunded_amount <> r.refunded
        OR o.captured_amount <> coalesce(s.captured, 0) OR o.refunded_amount <> coalesce(s.refunded, 0)`,
  },
  {
    name: 'nothing-is-left-to-ask-the-provider',
    says: 'Every call to the provider is settled, every webhook is applied, every refund has gone back. A session may be refused where the hold was over before it was opened.',
    kind: 'wrong',
    sql: `SELECT c.id::text, format('%s %s: %s', c.kind, c.state, c.last_error) AS detail
      FROM payments.provider_calls c JOIN payments.orders o ON o.id = c.order_id
      WHERE c.state <> 'settled'
        AND (c.kind, c.state, c.last_error, o.state)
          IS DISTINCT FROM ('open-session', 'refused', 'session-too-late', 'abandoned')
      UNION ALL
      SELECT event_id, format('webhook %s: %s', state, last_error) FROM payments.provider_events WHERE state <> 'applied'
      UNION ALL
      SELECT id::text, 'refund ' || state FROM payments.refunds WHERE state <> 'settled'`,
  },
];
