import type { Database } from '#libs/database';
import type { LoggedEvent } from './event-log.js';

/** The events of one type that this service has skipped. */
export interface UnknownType {
  readonly topic: string;
  readonly type: string;
  readonly count: number;
  /** Real time at which the first and the last of them came. */
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/**
 * The events of types that this build does not know, as when a newer publisher is ahead of an older consumer. They are
 * skipped and kept in mind; a build that knows them gets them by a redelivery, after events of their key that came later.
 */
export class UnknownEvents {
  constructor(private readonly database: Database) {}

  /** How many there are of each type, each event once however often it comes. */
  async byType(): Promise<UnknownType[]> {
    return this.database.query<UnknownType>(
      `SELECT topic, type, count(*) AS count, min(first_at) AS "firstAt", max(first_at) AS "lastAt"
       FROM unknown_events GROUP BY topic, type ORDER BY topic, type`,
    );
  }

  /** One that is kept already stays as it is. */
  async keep(events: readonly LoggedEvent[]): Promise<void> {
    await this.database.query(
      `INSERT INTO unknown_events (event_id, topic, type)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[]) ON CONFLICT DO NOTHING`,
      [events.map(({ id }) => id), events.map(({ topic }) => topic), events.map(({ type }) => type)],
    );
  }

  /** Before a redelivery: those that are still unknown come back by it. */
  async forget(): Promise<void> {
    await this.database.query('DELETE FROM unknown_events');
  }
}
