import { madeLately, saidOn, type Invariant } from '#libs/invariants';

/** Orders and their money. */
export const orderInvariants: readonly Invariant[] = [
  {
    name: 'order-totals-add-up',
    says: "An order's total is the sum of its lines.",
    holds: 'always',
    sql: `SELECT o.id, format('total %s, lines %s', o.total_amount, l.amount) AS detail
      FROM orders o CROSS JOIN LATERAL (
        SELECT coalesce(sum(quantity::bigint * unit_amount), 0) AS amount FROM order_lines WHERE order_id = o.id
      ) l
      WHERE o.total_amount <> l.amount`,
  },
  {
    name: 'one-order-per-enrollment',
    says: 'An enrollment has one order at most.',
    holds: 'always',
    sql: `SELECT enrollment_id AS id, count(*) || ' orders' AS detail
      FROM orders WHERE enrollment_id IS NOT NULL GROUP BY enrollment_id HAVING count(*) > 1`,
  },
  {
    name: 'paid-orders-have-one-capture-of-their-total',
    says: 'An order is paid when one capture of its whole total pays it, and only then.',
    holds: 'always',
    sql: `SELECT o.id, format('%s, %s captures pay it', o.state, count(a.id)) AS detail
      FROM orders o LEFT JOIN attempts a
        ON a.order_id = o.id AND a.pays AND a.state = 'captured'
          AND a.amount = o.total_amount AND a.currency = o.currency
      GROUP BY o.id HAVING count(a.id) <> (o.state = 'paid')::int`,
  },
  {
    name: 'captures-pay-or-go-back',
    says: 'Money that was captured pays an order, or a refund of it has been decided.',
    holds: 'always',
    sql: `SELECT a.id, 'order ' || a.order_id AS detail
      FROM attempts a LEFT JOIN refunds r ON r.attempt_id = a.id
      WHERE a.state = 'captured' AND NOT a.pays AND r.id IS NULL`,
  },
  {
    name: 'captured-amounts-add-up',
    says: 'What an order has taken in is the sum of its captures in its currency.',
    holds: 'always',
    sql: `SELECT o.id, format('captured %s, attempts %s', o.captured_amount, a.amount) AS detail
      FROM orders o CROSS JOIN LATERAL (
        SELECT coalesce(sum(amount), 0) AS amount FROM attempts
        WHERE order_id = o.id AND state = 'captured' AND currency = o.currency
      ) a
      WHERE o.captured_amount <> a.amount`,
  },
  {
    name: 'refunded-amounts-add-up',
    says: 'What an order has given back is the sum of its settled refunds, and no more than it took in.',
    holds: 'always',
    sql: `SELECT o.id, format('refunded %s, refunds %s, captured %s', o.refunded_amount, r.amount, o.captured_amount) AS detail
      FROM orders o CROSS JOIN LATERAL (
        SELECT coalesce(sum(a.amount), 0) AS amount FROM refunds r JOIN attempts a ON a.id = r.attempt_id
        WHERE r.order_id = o.id AND r.state = 'settled' AND a.currency = o.currency
      ) r
      WHERE o.refunded_amount <> r.amount OR o.refunded_amount > o.captured_amount`,
  },
  {
    name: 'orders-are-told-as-they-are',
    says: 'The last change of every order of the last days has been told.',
    holds: 'always',
    needs: 'event_log.events',
    sql: `SELECT o.id, format('%s, version %s', o.state, o.version) AS detail FROM orders o
      WHERE ${madeLately('o.id')} AND NOT EXISTS (
        SELECT FROM ${saidOn('payments.order.v1')} t
        WHERE t.key = o.id::text AND (t.data ->> 'version')::int = o.version)`,
  },
  {
    name: 'ends-of-orders-are-told-once',
    says: 'Of an order of the last days one end is told at most: paid or abandoned, once.',
    holds: 'always',
    needs: 'event_log.events',
    sql: `SELECT o.id, format('%s, told %s', o.state, string_agg(t.type, ' ')) AS detail
      FROM orders o LEFT JOIN ${saidOn('payments.order.v1')} t
        ON t.key = o.id::text AND t.type IN ('payments.order.paid', 'payments.order.abandoned')
      WHERE ${madeLately('o.id')} GROUP BY o.id
      HAVING coalesce(string_agg(t.type, ' '), 'payments.order.open') <> 'payments.order.' || o.state`,
  },
];
