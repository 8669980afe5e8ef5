import type { SqlRunner, Transaction } from '#libs/database';
import type { LoggedEvent, SubscribeOptions } from './event-log.js';
import { laneOf, LANES } from './lanes.js';

/** An event, as a group reads it from the log in PostgreSQL. */
interface EventRow extends LoggedEvent {
  readonly offset: number;
  /** Where the group's cursor stood when this was read. */
  readonly cursor: number;
}

/** What comes after the group's cursors, in the order of each topic. */
export async function readNext(
  runner: SqlRunner,
  group: string,
  topics: readonly string[],
  limitPerTopic: number,
): Promise<EventRow[]> {
  return runner.query<EventRow>(
    `SELECT e.topic, e."offset", e.id, e.type, e.key, e.occurred_at AS "occurredAt", e.data, e.traceparent,
            e.schema_version AS "schemaVersion", c.next_offset AS cursor
     FROM cursors c
     CROSS JOIN LATERAL (
       SELECT * FROM events WHERE topic = c.topic AND "offset" >= c.next_offset ORDER BY "offset" LIMIT $3
     ) e
     WHERE c.group_name = $1 AND c.topic = ANY ($2::text[])
     ORDER BY e.topic, e."offset"`,
    [group, topics, limitPerTopic],
  );
}

/** Resolves when all lanes are through; rejects then if one of them failed. */
export async function deliverInLanes(
  events: readonly EventRow[],
  deliver: SubscribeOptions['deliver'],
): Promise<void> {
  const lanes: EventRow[][] = Array.from({ length: LANES }, () => []);
  for (const event of events) lanes[laneOf(event.key)]?.push(event);
  const outcomes = await Promise.allSettled(
    lanes.filter((lane) => lane.length > 0).map((lane) => deliver(lane)),
  );
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

/** A cursor that was rewound meanwhile stays where it was put. */
export async function moveCursors(
  transaction: Transaction,
  group: string,
  events: readonly EventRow[],
): Promise<void> {
  const last = [...new Map(events.map((event) => [event.topic, event])).values()];
  await transaction.query(
    `UPDATE cursors c SET next_offset = n.next_offset
     FROM unnest($2::text[], $3::bigint[], $4::bigint[]) AS n (topic, cursor, next_offset)
     WHERE c.group_name = $1 AND c.topic = n.topic AND c.next_offset = n.cursor`,
    [
      group,
      last.map(({ topic }) => topic),
      last.map(({ cursor }) => cursor),
      last.map(({ offset }) => offset + 1),
    ],
  );
}
