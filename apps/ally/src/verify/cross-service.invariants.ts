import type { Invariant } from '#libs/invariants';
import { copiesAgree } from './copies.invariants.js';

/**
 * What has to be true between the services once everything has settled. No service could ask this: it reads the tables
 * of several, and so works only where they share a database.
 */
export const crossServiceInvariants: readonly Invariant[] = [
  {
    name: 'nobody-has-paid-for-nothing',
    says: 'Whoever has paid has the seats or the courses, or their money goes back.',
    holds: 'at-rest',
    sql: `SELECT a.id, format('order %s, %s', o.id, o.state) AS detail
      FROM payments.attempts a JOIN payments.orders o ON o.id = a.order_id
      WHERE a.state = 'captured'
        AND NOT EXISTS (SELECT FROM payments.refunds r WHERE r.attempt_id = a.id)
        AND EXISTS (
          SELECT FROM payments.order_lines l WHERE l.order_id = o.id AND NOT CASE l.kind
            WHEN 'seat' THEN EXISTS (
              SELECT FROM enrollment.enrollments e
              WHERE e.id = o.enrollment_id AND e.state = 'confirmed' AND e.order_id = o.id AND e.seats = l.quantity)
            ELSE EXISTS (
              SELECT FROM payments.entitlements e
              WHERE e.order_id = o.id AND e.course_id = l.item_id AND e.revoked_at IS NULL)
          END)`,
  },
  {
    name: 'paid-seats-are-confirmed',
    says: 'The enrollment of every paid order is confirmed by it, and confirmed seats with a price are paid.',
    holds: 'at-rest',
    sql: `SELECT coalesce(e.id, o.enrollment_id) AS id, format('enrollment %s, order %s', e.state, o.state) AS detail
      FROM (SELECT * FROM enrollment.enrollments WHERE price_amount > 0) e
      FULL JOIN (SELECT * FROM payments.orders WHERE enrollment_id IS NOT NULL) o ON o.enrollment_id = e.id
      WHERE (coalesce(e.state, '') = 'confirmed') <> (coalesce(o.state, '') = 'paid')
        OR (e.state = 'confirmed' AND e.order_id IS DISTINCT FROM o.id)`,
  },
  {
    name: 'freed-seats-are-abandoned',
    says: 'Seats with a price that were given back have an abandoned order, and abandoned orders keep no seats.',
    holds: 'at-rest',
    sql: `SELECT e.id, format('%s, order %s', e.state, coalesce(o.state, 'missing')) AS detail
      FROM enrollment.enrollments e LEFT JOIN payments.orders o ON o.enrollment_id = e.id
      WHERE e.price_amount > 0
        AND (e.state IN ('expired', 'cancelled')) <> (coalesce(o.state, '') = 'abandoned')`,
  },
  {
    name: 'closings-are-being-answered',
    says: 'Every hold that is closing has an order that is being closed.',
    holds: 'at-rest',
    sql: `SELECT e.id, coalesce(o.state, 'no order') AS detail
      FROM enrollment.enrollments e LEFT JOIN payments.orders o ON o.enrollment_id = e.id
      WHERE e.state = 'closing' AND (o.state IS DISTINCT FROM 'open' OR o.closing_reason IS NULL)`,
  },
  {
    name: 'orders-are-what-was-quoted',
    says: 'An order for seats is for the person, the seats and the price of its enrollment.',
    holds: 'at-rest',
    sql: `SELECT o.id, format('%s %s for %s', o.total_amount, o.currency, o.enrollment_id) AS detail
      FROM payments.orders o JOIN payments.order_lines l ON l.order_id = o.id AND l.kind = 'seat'
      LEFT JOIN enrollment.enrollments e ON e.id = o.enrollment_id
      WHERE (o.person_id, o.total_amount, o.currency, l.item_id, l.quantity)
        IS DISTINCT FROM (e.person_id, e.price_amount, e.price_currency, e.session_id, e.seats)`,
  },
  {
    name: 'people-are-told',
    says: 'Every confirmed seat, paid order, course and refund has its message.',
    holds: 'at-rest',
    sql: `WITH wanted AS (
        SELECT 'seat-confirmed' AS template, 'enrollmentId' AS field, id::text FROM enrollment.enrollments WHERE state = 'confirmed'
        UNION ALL SELECT 'receipt', 'orderId', id::text FROM payments.orders WHERE state = 'paid'
        UNION ALL SELECT 'download-ready', 'entitlementId', id::text FROM payments.entitlements
        UNION ALL SELECT 'refunded', 'orderId', order_id::text FROM payments.refunds WHERE state = 'settled'
      )
      SELECT w.id, w.template AS detail FROM wanted w WHERE NOT EXISTS (
        SELECT FROM notifications.messages m WHERE m.template = w.template AND m.content ->> w.field = w.id)`,
  },
  {
    name: 'people-can-be-written-to',
    says: 'Everybody who has enrolled or ordered is known to notifications.',
    holds: 'at-rest',
    sql: `SELECT person_id AS id, service AS detail FROM (
        SELECT person_id, 'enrollment' AS service FROM enrollment.people
        UNION ALL SELECT person_id, 'payments' FROM payments.people
      ) met
      WHERE NOT EXISTS (SELECT FROM notifications.people p WHERE p.person_id = met.person_id)`,
  },
  ...copiesAgree,
];
