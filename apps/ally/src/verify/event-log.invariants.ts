import type { Invariant } from '#libs/invariants';

/** What has to be true of the event log itself, where it is in PostgreSQL. */
export const eventLogInvariants: readonly Invariant[] = [
  {
    name: 'offsets-are-dense',
    says: 'The events of a topic are numbered from 0 without a gap, but for what was forgotten: a reader misses none.',
    holds: 'always',
    sql: `SELECT t.name AS id, format('%s events and %s forgotten up to %s, the next is %s',
        count(e.id), t.forgotten, max(e."offset"), t.next_offset) AS detail
      FROM event_log.topics t LEFT JOIN event_log.events e ON e.topic = t.name
      GROUP BY t.name, t.forgotten, t.next_offset
      HAVING count(e.id) + t.forgotten <> t.next_offset OR max(e."offset") >= t.next_offset`,
  },
  {
    name: 'nobody-reads-ahead',
    says: 'No service has read further than the log goes.',
    holds: 'always',
    sql: `SELECT c.group_name || ' ' || c.topic AS id, format('at %s of %s', c.next_offset, t.next_offset) AS detail
      FROM event_log.cursors c LEFT JOIN event_log.topics t ON t.name = c.topic
      WHERE c.next_offset < 0 OR c.next_offset > coalesce(t.next_offset, 0)`,
  },
  {
    name: 'facts-are-in-order',
    says: 'The facts of one key stand in the log in the order of their versions.',
    holds: 'always',
    sql: `SELECT id, format('version %s of %s after %s', version, key, before) AS detail FROM (
        SELECT id, key, (data ->> 'version')::int AS version,
          lag((data ->> 'version')::int) OVER (PARTITION BY topic, key ORDER BY "offset") AS before
        FROM event_log.events WHERE jsonb_typeof(data -> 'version') = 'number'
      ) ordered WHERE version <= before`,
  },
];
