import { EVENT_RETENTION_DAYS } from '#libs/events';
import type { Invariant } from './invariant.js';

/** What holds of the outbox, the inbox and the dead letters of every service. */
export const eventSpineInvariants: readonly Invariant[] = [
  {
    name: 'handled-events-are-in-the-log',
    says: 'Every event of the last days that was handled is in the event log.',
    holds: 'always',
    needs: 'event_log.events',
    sql: `SELECT i.event_id AS id, i.consumer AS detail FROM inbox i
      WHERE ${madeLately('i.event_id')} AND NOT EXISTS (SELECT FROM event_log.events e WHERE e.id = i.event_id)`,
  },
  {
    name: 'dead-letters-were-not-handled',
    says: 'No event is both handled and a dead letter of the same consumer.',
    holds: 'always',
    sql: `SELECT d.event_id AS id, d.consumer AS detail FROM dead_letters d
      JOIN inbox i ON i.consumer = d.consumer AND i.event_id = d.event_id`,
  },
  {
    name: 'parked-events-wait-for-a-failed-one',
    says: 'An event is parked only behind a failed one of its key.',
    holds: 'at-rest',
    sql: `SELECT d.event_id AS id, d.consumer || ' ' || d.topic || ' ' || d.key AS detail FROM dead_letters d
      WHERE d.state = 'parked' AND NOT EXISTS (
        SELECT FROM dead_letters f WHERE f.consumer = d.consumer AND f.topic = d.topic AND f.key = d.key
          AND f.state = 'failed' AND f.position < d.position)`,
  },
  {
    name: 'wished-replays-are-made-soon',
    says: 'A dead letter that somebody wished to be replayed has been within five minutes.',
    holds: 'while-running',
    sql: `SELECT event_id AS id, consumer || ' wished at ' || replay_wished_at AS detail FROM dead_letters
      WHERE replay_wished_at < clock_timestamp() - interval '5 minutes'`,
  },
  {
    name: 'facts-are-published-soon',
    says: 'No fact waits in the outbox for longer than five minutes.',
    holds: 'while-running',
    sql: `SELECT id, type || ' waits since ' || recorded_at AS detail FROM outbox
      WHERE recorded_at < clock_timestamp() - interval '5 minutes'`,
  },
  {
    name: 'all-facts-are-published',
    says: 'No fact waits in the outbox.',
    holds: 'at-rest',
    sql: `SELECT id, type AS detail FROM outbox`,
  },
  {
    name: 'all-events-are-read',
    says: 'The service has read all that the event log holds for it.',
    holds: 'at-rest',
    needs: 'event_log.cursors',
    sql: `SELECT c.topic AS id, count(*) || ' left to read' AS detail
      FROM event_log.cursors c JOIN event_log.events e ON e.topic = c.topic AND e."offset" >= c.next_offset
      WHERE c.group_name = current_schema() GROUP BY c.topic`,
  },
];

/**
 * Whether something was made so lately that the log can have forgotten nothing that was said of it since: a condition.
 * Of older rows a topic that is not compacted cannot be asked. Not by clock_timestamp(), which no index can be asked for.
 * @param id a column with UUIDs of version 7, which begin with the milliseconds of their making; others count as old.
 */
export function madeLately(id: string): string {
  const made = (
    ago: string,
  ) => `(lpad(to_hex((extract(epoch FROM statement_timestamp() - interval '${ago}') * 1000)::bigint),
    12, '0') || '00000000000000000000')::uuid`;
  return `(${id} BETWEEN ${made(`${EVENT_RETENTION_DAYS - 1} days`)} AND ${made('-1 day')})`;
}

/**
 * What a service has said, the last of each event once: from its outbox until the relay has moved it, from the log then.
 * A relation for the FROM of an invariant that `needs` `event_log.events`.
 * @param topic the one topic that it is about.
 */
export function saidOn(topic: string): string {
  return `(SELECT id, type, key, data, NULL::bigint AS "offset", position FROM outbox WHERE topic = '${topic}'
    UNION ALL
    SELECT e.id, e.type, e.key, e.data, e."offset", NULL FROM event_log.events e
    WHERE e.topic = '${topic}' AND NOT EXISTS (SELECT FROM outbox o WHERE o.id = e.id))`;
}

/** Of each key the last thing that a service has said on a topic; else as `saidOn`. */
export function lastSaidOn(topic: string): string {
  return `(SELECT DISTINCT ON (key) * FROM ${saidOn(topic)} said
    ORDER BY key, position DESC NULLS LAST, "offset" DESC)`;
}
