import type { Database, Transaction } from '#libs/database';
import { forget, FORGOTTEN_AT_ONCE, FOUND_AT_ONCE, knownTopics, portionsOf } from './forgetting.js';
import { EVENT_RETENTION_DAYS } from './retention.js';

/**
 * Has the log in PostgreSQL forget what is older than its retention, unless a group has not read it yet; in a compacted
 * topic only what a newer fact of its key has overtaken. Offsets then have holes, which no reader minds.
 * @param database of the log.
 * @param isOver asked now and then; once true, the rest is left for the next time.
 * @returns how many events.
 */
export async function forgetEvents(database: Database, isOver: () => boolean): Promise<number> {
  const { plain, compacted } = knownTopics();
  let forgotten = 0;
  for (const topic of plain) forgotten += await forgetOld(database, topic, isOver);
  for (const topic of compacted) forgotten += await forgetOvertaken(database, topic, isOver);
  return forgotten;
}

/** Offsets rise with age, so the old ones are the first. */
function forgetOld(database: Database, topic: string, isOver: () => boolean): Promise<number> {
  return forget(
    database,
    async (transaction) => {
      const forgotten = await remove(
        transaction,
        `DELETE FROM events e USING (
           SELECT "offset", appended_at FROM events WHERE topic = $1 AND ${READ_BY_ALL} ORDER BY "offset" LIMIT $3
         ) first
         WHERE e.topic = $1 AND e."offset" = first."offset" AND first.appended_at < ${RETAINED_SINCE}`,
        [topic, EVENT_RETENTION_DAYS, FORGOTTEN_AT_ONCE],
      );
      return { forgotten, isLast: forgotten < FORGOTTEN_AT_ONCE };
    },
    isOver,
  );
}

async function forgetOvertaken(database: Database, topic: string, isOver: () => boolean): Promise<number> {
  const overtaken = await database.query<{ offset: number }>(
    `SELECT e."offset" FROM events e
     JOIN (SELECT key, max("offset") AS "offset" FROM events WHERE topic = $1 GROUP BY key) newest USING (key)
     WHERE e.topic = $1 AND e."offset" < newest."offset" AND e.appended_at < ${RETAINED_SINCE}
       AND e.${READ_BY_ALL} LIMIT $3`,
    [topic, EVENT_RETENTION_DAYS, FOUND_AT_ONCE],
  );
  return forget(
    database,
    portionsOf(overtaken, (transaction, some) =>
      remove(transaction, 'DELETE FROM events WHERE topic = $1 AND "offset" = ANY ($2::bigint[])', [
        topic,
        some.map(({ offset }) => offset),
      ]),
    ),
    isOver,
  );
}

/** Appending waits for this, so it takes the topic's row at the end and not for long. */
async function remove(
  transaction: Transaction,
  deletion: string,
  parameters: readonly (string | number | readonly number[])[],
): Promise<number> {
  const [gone] = await transaction.query<{ count: number }>(
    `WITH gone AS (${deletion} RETURNING 1)
     UPDATE topics SET forgotten = forgotten + (SELECT count(*) FROM gone) WHERE name = $1
     RETURNING (SELECT count(*) FROM gone) AS count`,
    parameters,
  );
  return gone?.count ?? 0;
}

const RETAINED_SINCE = 'clock_timestamp() - make_interval(days => $2)';
/** Of topic $1. Whoever has never subscribed has read all: a group that is new gets what there is then. */
const READ_BY_ALL = `"offset" < coalesce((SELECT min(next_offset) FROM cursors WHERE topic = $1), 'infinity'::float8)`;
