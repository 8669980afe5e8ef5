import { isDatabaseUnavailable, type Database, type Transaction } from '#libs/database';
import type { EventLog } from './event-log.js';
import {
  forget,
  FORGOTTEN_AT_ONCE,
  FOUND_AT_ONCE,
  INBOX_MEMORY_DAYS,
  knownTopics,
  portionsOf,
} from './forgetting.js';

/** What a service has handled, as far as it has to remember it (docs/decisions/0020). */
export class HandledEvents {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
  ) {}

  /**
   * Forgets what no log can deliver any more. What it does not know the topic of stays. One consumer's that cannot be
   * forgotten keeps nobody else's.
   * @param isOver asked now and then; once true, the rest is left for the next time.
   * @returns how many rows.
   * @throws AggregateError with what could not be forgotten; or at once, when the database cannot be asked.
   */
  async forget(isOver: () => boolean): Promise<number> {
    const { plain, compacted } = knownTopics();
    const parts = [() => this.forgetUnknown([...plain, ...compacted], isOver)];
    for (const consumer of await this.consumers()) {
      parts.push(() => this.forgetOld(consumer, plain, isOver));
      if (this.log.isRidOfOvertaken) parts.push(() => this.forgetOvertaken(consumer, compacted, isOver));
    }
    let forgotten = 0;
    const errors: unknown[] = [];
    for (const part of parts) {
      try {
        forgotten += await part();
      } catch (error) {
        if (isDatabaseUnavailable(error)) throw error;
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, `Not all was forgotten: ${errors.join('; ')}`);
    return forgotten;
  }

  private async forgetOld(consumer: string, topics: string[], isOver: () => boolean): Promise<number> {
    let after = '00000000-0000-0000-0000-000000000000';
    return forget(
      this.database,
      async (transaction) => {
        const old = await transaction.query<{ id: string }>(
          `SELECT event_id AS id FROM inbox
           WHERE ${OLD} AND topic = ANY ($3::text[]) AND event_id > $4 ORDER BY event_id LIMIT $5`,
          [consumer, INBOX_MEMORY_DAYS, topics, after, FORGOTTEN_AT_ONCE],
        );
        const forgotten = await this.remove(transaction, consumer, idsOf(old));
        after = old.at(-1)?.id ?? after;
        return { forgotten, isLast: old.length < FORGOTTEN_AT_ONCE };
      },
      isOver,
    );
  }

  /** Of a key in a compacted topic the newest of the old ones stays: the log may keep it for ever. */
  private async forgetOvertaken(consumer: string, topics: string[], isOver: () => boolean): Promise<number> {
    // Newer is what was handled later and made later. Of two that say so of each other both stay: one may have come by a
    // redelivery, after an event that is newer than it.
    const overtaken = await this.database.query<{ id: string }>(
      `SELECT event_id AS id FROM (
         SELECT event_id, max(event_id::text COLLATE "C") OVER (
           PARTITION BY topic, key ORDER BY handled_at DESC GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
         ) AS newer
         FROM inbox WHERE ${OLD} AND topic = ANY ($3::text[])
       ) old WHERE newer::uuid > event_id LIMIT $4`,
      [consumer, INBOX_MEMORY_DAYS, topics, FOUND_AT_ONCE],
    );
    return forget(
      this.database,
      portionsOf(idsOf(overtaken), (transaction, ids) => this.remove(transaction, consumer, ids)),
      isOver,
    );
  }

  /** The events of types that nobody here knew. They had no effect, so it does no harm if one comes again. */
  private async forgetUnknown(topics: string[], isOver: () => boolean): Promise<number> {
    const old = await this.database.query<{ id: string }>(
      `SELECT event_id AS id FROM unknown_events
       WHERE topic = ANY ($1::text[]) AND first_at < statement_timestamp() - make_interval(days => $2) LIMIT $3`,
      [topics, INBOX_MEMORY_DAYS, FOUND_AT_ONCE],
    );
    return forget(
      this.database,
      portionsOf(idsOf(old), async (transaction, ids) => {
        const gone = await this.gone(ids);
        await transaction.query('DELETE FROM unknown_events WHERE event_id = ANY ($1::uuid[])', [gone]);
        return gone.length;
      }),
      isOver,
    );
  }

  private async remove(transaction: Transaction, consumer: string, ids: readonly string[]): Promise<number> {
    const gone = await this.gone(ids);
    if (gone.length > 0)
      await transaction.query('DELETE FROM inbox WHERE consumer = $1 AND event_id = ANY ($2::uuid[])', [
        consumer,
        gone,
      ]);
    return gone.length;
  }

  private async gone(ids: readonly string[]): Promise<string[]> {
    const held = await this.log.held(ids);
    return ids.filter((id) => !held.has(id));
  }

  /** From one to the next by the primary key: there are few of them, and very many rows. */
  private async consumers(): Promise<string[]> {
    const rows = await this.database.query<{ consumer: string }>(
      `WITH RECURSIVE found (consumer) AS (
         SELECT min(consumer) FROM inbox
         UNION ALL
         SELECT (SELECT min(i.consumer) FROM inbox i WHERE i.consumer > f.consumer) FROM found f
         WHERE f.consumer IS NOT NULL
       ) SELECT consumer FROM found WHERE consumer IS NOT NULL`,
    );
    return rows.map(({ consumer }) => consumer);
  }
}

/**
 * Of consumer $1, older than $2 days. Ids are UUIDs of version 7: by the milliseconds that they begin with, the primary
 * key finds what is old, without an index that each commit would have to pay for. An event is made before it is handled;
 * a day is for clocks that do not agree. Not by clock_timestamp(): an index cannot be asked for what changes meanwhile.
 */
const OLD = `consumer = $1 AND handled_at < statement_timestamp() - make_interval(days => $2)
  AND event_id < (lpad(to_hex((extract(epoch FROM statement_timestamp() - make_interval(days => $2 - 1)) * 1000)::bigint),
    12, '0') || '00000000000000000000')::uuid`;

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);
