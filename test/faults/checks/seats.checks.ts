import type { Check } from './check.js';

/** Each way that an enrollment may go, by the facts told of it. */
const HISTORIES = [
  'confirmed',
  'confirmed cancelled',
  'held confirmed',
  'held closing confirmed',
  'held closing cancelled',
  'held closing expired',
];

const ENROLLMENT_HISTORIES = `(SELECT key, count(*) AS facts, count(DISTINCT data ->> 'version') AS versions,
    string_agg(split_part(type, '.', 3), ' ' ORDER BY (data ->> 'version')::int) AS history
  FROM event_log.events WHERE topic = 'enrollment.enrollment.v1' GROUP BY key)`;

/** Who was promised a seat has it, or its hold has ended as it should; nobody has it twice. */
export const seatChecks: readonly Check[] = [
  {
    name: 'acknowledged-enrollments-are-there',
    says: 'Every enrollment that was acknowledged is there as it was asked for.',
    kind: 'lost',
    of: 'enrollments',
    sql: `SELECT a.id, 'key ' || a.key AS detail
      FROM jsonb_to_recordset($1) AS a(id uuid, key text, "sessionId" uuid, seats int)
      LEFT JOIN enrollment.enrollments e
        ON e.id = a.id AND e.idempotency_key = a.key AND e.session_id = a."sessionId" AND e.seats = a.seats
      WHERE e.id IS NULL`,
  },
  {
    name: 'no-seat-twice',
    says: 'A person has one enrollment for each time they asked for one, however often they sent that.',
    kind: 'doubled',
    wishes: 'enrollments',
    sql: `SELECT e.id, format('key %s of %s', coalesce(e.idempotency_key, 'none'), p.email) AS detail
      FROM enrollment.enrollments e JOIN enrollment.people p USING (person_id)
      LEFT JOIN jsonb_to_recordset($1) AS w(key text, email text) ON w.key = e.idempotency_key AND w.email = p.email
      WHERE p.email LIKE '%@faults.example.org' AND (w.key IS NULL OR EXISTS (
        SELECT FROM enrollment.enrollments o WHERE o.idempotency_key = e.idempotency_key AND o.id <> e.id))`,
  },
  {
    name: 'enrollments-went-a-right-way',
    says: 'The facts of every enrollment tell of a way that it may go, without a gap, and end where it is.',
    kind: 'wrong',
    sql: `SELECT e.id, format('%s, version %s, told: %s', e.state, e.version, h.history) AS detail
      FROM enrollment.enrollments e LEFT JOIN ${ENROLLMENT_HISTORIES} h ON h.key = e.id::text
      WHERE h.key IS NULL OR h.facts <> e.version OR h.versions <> e.version
        OR h.history <> ALL ('{${HISTORIES.map((history) => `"${history}"`).join()}}'::text[])
        OR e.state <> split_part(h.history, ' ', -1)`,
  },
  {
    name: 'facts-of-enrollments-have-their-row',
    says: 'Nothing was told of an enrollment that is not there.',
    kind: 'lost',
    sql: `SELECT h.key AS id, h.history AS detail FROM ${ENROLLMENT_HISTORIES} h
      WHERE NOT EXISTS (SELECT FROM enrollment.enrollments e WHERE e.id::text = h.key)`,
  },
  {
    name: 'cancellations-happened',
    says: 'What was let go is over, or was paid for at the same time.',
    kind: 'lost',
    of: 'cancellations',
    sql: `SELECT a."enrollmentId" AS id, coalesce(e.state, 'gone') AS detail
      FROM jsonb_to_recordset($1) AS a("enrollmentId" uuid)
      LEFT JOIN enrollment.enrollments e ON e.id = a."enrollmentId"
      LEFT JOIN payments.orders o ON o.enrollment_id = e.id AND o.state = 'paid'
      WHERE e.id IS NULL
        OR NOT (e.state IN ('cancelled', 'expired') OR (e.state = 'confirmed' AND o.id IS NOT NULL))`,
  },
  {
    name: 'seats-add-up',
    says: "A session's counters are those of its enrollments, and within its capacity.",
    kind: 'wrong',
    sql: `SELECT s.id, format('held %s/%s, taken %s/%s of %s', s.held, e.held, s.taken, e.taken, s.capacity) AS detail
      FROM enrollment.sessions s CROSS JOIN LATERAL (
        SELECT coalesce(sum(seats) FILTER (WHERE state IN ('held', 'closing')), 0) AS held,
          coalesce(sum(seats) FILTER (WHERE state = 'confirmed'), 0) AS taken
        FROM enrollment.enrollments WHERE session_id = s.id) e
      WHERE s.held <> e.held OR s.taken <> e.taken OR e.held + e.taken > s.capacity`,
  },
  {
    name: 'priced-seats-are-paid',
    says: 'Whoever has a seat that costs something has paid its price.',
    kind: 'wrong',
    sql: `SELECT e.id, coalesce(o.state, 'no order') AS detail FROM enrollment.enrollments e
      LEFT JOIN payments.orders o ON o.enrollment_id = e.id
      WHERE e.state = 'confirmed' AND e.price_amount > 0
        AND (o.state, o.total_amount::bigint, o.captured_amount - o.refunded_amount)
          IS DISTINCT FROM ('paid', e.price_amount::bigint, e.price_amount::bigint)`,
  },
  {
    name: 'the-demo-was-seeded-once',
    says: 'Starts that were killed while they made the demo left it once, and whole.',
    kind: 'wrong',
    sql: `SELECT 'sessions' AS id, count(*)::text AS detail FROM enrollment.sessions HAVING count(*) <> 12
      UNION ALL
      SELECT 'gifts', count(*)::text FROM enrollment.enrollments e JOIN enrollment.people p USING (person_id)
      WHERE p.email = 'lakeside-readers@example.org' HAVING count(*) <> 1
      UNION ALL
      SELECT 'releases', count(*)::text FROM catalog.releases
      HAVING count(*) <> (SELECT count(*) FROM catalog.courses) OR count(*) = 0`,
  },
];
