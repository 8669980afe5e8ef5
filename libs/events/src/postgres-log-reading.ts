import type { SqlRunner } from '#libs/database';
import type { LoggedEvent, LogReading } from './event-log.js';

const BATCH = 500;

interface Row extends LoggedEvent {
  readonly offset: number;
}

/** Remembers by itself how far it is, topic by topic: offsets become visible in order, and have holes where some are forgotten. */
export class PostgresLogReading implements LogReading {
  private readonly from = new Map<string, number>();

  constructor(
    private readonly runner: SqlRunner,
    private readonly topics: readonly string[],
  ) {}

  async next(deliver: (events: readonly LoggedEvent[]) => Promise<void>): Promise<void> {
    const ends = await this.runner.query<{ name: string; end: number }>(
      'SELECT name, next_offset AS "end" FROM topics WHERE name = ANY ($1::text[]) ORDER BY name',
      [this.topics],
    );
    for (const { name, end } of ends) {
      for (;;) {
        const rows = await this.batch(name, end);
        const last = rows.at(-1);
        if (last === undefined) break;
        await deliver(rows);
        this.from.set(name, last.offset + 1);
      }
    }
  }

  async close(): Promise<void> {
    this.from.clear();
  }

  private batch(topic: string, end: number): Promise<Row[]> {
    return this.runner.query<Row>(
      `SELECT topic, "offset", id, type, schema_version AS "schemaVersion", key, occurred_at AS "occurredAt", data, traceparent
       FROM events WHERE topic = $1 AND "offset" >= $2 AND "offset" < $3 ORDER BY "offset" LIMIT ${BATCH}`,
      [topic, this.from.get(topic) ?? 0, end],
    );
  }
}
