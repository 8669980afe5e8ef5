import { setTimeout as pause } from 'node:timers/promises';
import { eventDefinitions, isCompacted } from '#libs/contracts';
import type { Database, Transaction } from '#libs/database';
import { EVENT_RETENTION_DAYS } from './retention.js';

/**
 * How long a service remembers that it has handled an event, in days: twice as long as a log keeps it, which takes some
 * days more to be rid of it. Of a compacted topic it remembers the newest event of a key for ever, as the log does.
 */
export const INBOX_MEMORY_DAYS = 2 * EVENT_RETENTION_DAYS;

/** So many rows are deleted in one transaction, which is over in some milliseconds. */
export const FORGOTTEN_AT_ONCE = 2_000;
/** As many are looked for at once where all has to be read to find them; those that are left come with the next time. */
export const FOUND_AT_ONCE = 200_000;
/** Between two portions, for whoever waits for the disk. */
const PAUSE_MS = 50;

/** The topics that this build knows. Of others it cannot say what may be forgotten: a newer build will. */
export function knownTopics(): { readonly plain: string[]; readonly compacted: string[] } {
  const topics = [...new Set(eventDefinitions().map(({ topic }) => topic))];
  return {
    plain: topics.filter((topic) => !isCompacted(topic)),
    compacted: topics.filter((topic) => isCompacted(topic)),
  };
}

/**
 * Deletes portion by portion, each in a transaction of its own, unless another process is at it in this schema.
 * @param portion deletes some rows; says how many, or that it was the last.
 * @param isOver asked between portions.
 * @returns how many were deleted.
 */
export async function forget(
  database: Database,
  portion: (transaction: Transaction) => Promise<{ readonly forgotten: number; readonly isLast: boolean }>,
  isOver: () => boolean,
): Promise<number> {
  let all = 0;
  while (!isOver()) {
    const done = await database.transaction(async (transaction) => {
      const [lock] = await transaction.query<{ free: boolean }>(
        `SELECT pg_try_advisory_xact_lock(hashtextextended('forgetting ' || current_schema(), 0)) AS free`,
      );
      return lock?.free === true ? portion(transaction) : { forgotten: 0, isLast: true };
    });
    all += done.forgotten;
    if (done.isLast) break;
    await pause(PAUSE_MS);
  }
  return all;
}

/**
 * What has been found, so many at a time.
 * @param remove says how many of them it has deleted.
 */
export function portionsOf<Item>(
  items: readonly Item[],
  remove: (transaction: Transaction, some: readonly Item[]) => Promise<number>,
) {
  let from = 0;
  return async (transaction: Transaction) => {
    const some = items.slice(from, from + FORGOTTEN_AT_ONCE);
    from += some.length;
    const forgotten = some.length > 0 ? await remove(transaction, some) : 0;
    return { forgotten, isLast: from >= items.length };
  };
}
