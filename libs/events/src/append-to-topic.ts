import type { Transaction } from '#libs/database';
import type { LoggedEvent } from './event-log.js';

/** Gives events of one topic the next offsets, in their order; leaves out those that are in the log already. */
export async function appendToTopic(
  transaction: Transaction,
  topic: string,
  events: readonly LoggedEvent[],
): Promise<void> {
  await transaction.query('INSERT INTO topics (name) VALUES ($1) ON CONFLICT DO NOTHING', [topic]);
  await transaction.query('SELECT FROM topics WHERE name = $1 FOR UPDATE', [topic]);
  await transaction.query(
    `WITH fresh AS (
       SELECT e.*, row_number() OVER (ORDER BY e.place) - 1 AS nth
       FROM (
         SELECT DISTINCT ON (id) *
         FROM unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::jsonb[], $7::text[], $8::int[])
           WITH ORDINALITY AS given (id, type, key, occurred_at, data, traceparent, schema_version, place)
         ORDER BY id, place
       ) e
       WHERE NOT EXISTS (SELECT FROM events known WHERE known.id = e.id)
     ), appended AS (
       INSERT INTO events (topic, "offset", id, type, key, occurred_at, data, traceparent, schema_version)
       SELECT $1, t.next_offset + f.nth, f.id, f.type, f.key, f.occurred_at, f.data, f.traceparent, f.schema_version
       FROM fresh f, topics t WHERE t.name = $1
       RETURNING 1
     )
     UPDATE topics SET next_offset = next_offset + (SELECT count(*) FROM appended) WHERE name = $1`,
    [
      topic,
      events.map((event) => event.id),
      events.map((event) => event.type),
      events.map((event) => event.key),
      events.map((event) => event.occurredAt),
      events.map((event) => JSON.stringify(event.data)),
      events.map((event) => event.traceparent),
      events.map((event) => event.schemaVersion),
    ],
  );
}
