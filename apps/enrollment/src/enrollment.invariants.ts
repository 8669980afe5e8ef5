import { eventSpineInvariants, madeLately, saidOn, type Invariant } from '#libs/invariants';

/** What has to be true of sessions, seats and holds. */
export const enrollmentInvariants: readonly Invariant[] = [
  ...eventSpineInvariants,
  {
    name: 'seats-add-up',
    says: "A session's held and taken seats are those of its enrollments.",
    holds: 'always',
    sql: `SELECT s.id, format('held %s of %s, taken %s of %s', s.held, e.held, s.taken, e.taken) AS detail
      FROM sessions s CROSS JOIN LATERAL (
        SELECT coalesce(sum(seats) FILTER (WHERE state IN ('held', 'closing')), 0) AS held,
          coalesce(sum(seats) FILTER (WHERE state = 'confirmed'), 0) AS taken
        FROM enrollments WHERE session_id = s.id
      ) e
      WHERE s.held <> e.held OR s.taken <> e.taken`,
  },
  {
    name: 'no-session-is-oversold',
    says: 'A session keeps no more seats than it has, and never less than none.',
    holds: 'always',
    sql: `SELECT id, format('held %s, taken %s, capacity %s', held, taken, capacity) AS detail
      FROM sessions WHERE held + taken > capacity OR held < 0 OR taken < 0`,
  },
  {
    name: 'holds-have-a-deadline',
    says: 'A held enrollment costs something and can be paid until an instant; one that costs nothing is never held.',
    holds: 'always',
    sql: `SELECT id, state AS detail FROM enrollments
      WHERE (state = 'held' AND (payable_until IS NULL OR price_amount = 0))
        OR (price_amount = 0 AND payable_until IS NOT NULL)`,
  },
  {
    name: 'holds-are-closed-in-time',
    says: 'A hold does not outlast its deadline by more than five minutes.',
    holds: 'while-running',
    sql: `SELECT id, 'since ' || payable_until AS detail FROM enrollments
      WHERE state = 'held' AND payable_until < (SELECT now FROM clock) - interval '5 minutes'`,
  },
  {
    name: 'closings-say-why-and-since-when',
    says: 'An enrollment that is closing says why and since when; one that has expired did so at its deadline.',
    holds: 'always',
    sql: `SELECT id, format('%s, %s, %s', state, closing_reason, closing_since) AS detail FROM enrollments
      WHERE (state = 'closing' AND (closing_reason IS NULL OR closing_since IS NULL))
        OR (state = 'expired' AND closing_reason IS DISTINCT FROM 'deadline')
        OR (state = 'held' AND (closing_reason IS NOT NULL OR closing_since IS NOT NULL))`,
  },
  {
    name: 'priced-seats-end-by-an-order',
    says: 'Seats with a price are taken or freed by what payments said of their order, and by nothing else.',
    holds: 'always',
    sql: `SELECT id, state AS detail FROM enrollments
      WHERE (price_amount > 0 AND (state IN ('confirmed', 'expired', 'cancelled')) <> (order_id IS NOT NULL))
        OR (price_amount = 0 AND (order_id IS NOT NULL OR state NOT IN ('confirmed', 'cancelled')))`,
  },
  {
    name: 'an-order-is-of-one-enrollment',
    says: 'No two enrollments have the same order.',
    holds: 'always',
    sql: `SELECT order_id AS id, count(*) || ' enrollments' AS detail
      FROM enrollments WHERE order_id IS NOT NULL GROUP BY order_id HAVING count(*) > 1`,
  },
  {
    name: 'sessions-last-as-long-as-their-meetings',
    says: 'A session begins with its first meeting and ends with its last.',
    holds: 'always',
    sql: `SELECT id, format('%s to %s', starts_at, ends_at) AS detail FROM sessions
      WHERE (meetings -> 0 ->> 'startsAt')::timestamptz IS DISTINCT FROM starts_at
        OR (meetings -> -1 ->> 'endsAt')::timestamptz IS DISTINCT FROM ends_at`,
  },
  {
    name: 'enrollments-are-told-as-they-are',
    says: 'The last change of every enrollment of the last days has been told.',
    holds: 'always',
    needs: 'event_log.events',
    sql: `SELECT e.id, format('%s, version %s', e.state, e.version) AS detail FROM enrollments e
      WHERE ${madeLately('e.id')} AND NOT EXISTS (
        SELECT FROM ${saidOn('enrollment.enrollment.v1')} t
        WHERE t.key = e.id::text AND (t.data ->> 'version')::int = e.version
          AND (t.type = 'enrollment.enrollment.' || e.state
            OR (e.state = 'confirmed' AND t.type = 'enrollment.enrollment.transferred')))`,
  },
  {
    name: 'sessions-are-told',
    says: 'Other services have heard of every session.',
    holds: 'always',
    needs: 'event_log.events',
    sql: `SELECT s.id, s.state AS detail FROM sessions s
      WHERE NOT EXISTS (SELECT FROM ${saidOn('enrollment.session.v1')} t WHERE t.key = s.id::text)`,
  },
  {
    name: 'workshops-of-sessions-are-known',
    says: 'The workshop of every session is known here.',
    holds: 'at-rest',
    sql: `SELECT s.id, 'workshop ' || s.workshop_id AS detail FROM sessions s
      WHERE NOT EXISTS (SELECT FROM workshop_facts w WHERE w.workshop_id = s.workshop_id)`,
  },
];
