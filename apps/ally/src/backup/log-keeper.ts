import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { eventDefinitions } from '#libs/contracts';
import type { EventLog, LoggedEvent } from '#libs/events';
import { CannotRun } from '../said-plainly.js';
import { keepTable } from './keep.js';
import type { TableOfBackup } from './manifest.js';
import { EVENT_LOG, type TableToKeep } from './snapshot.repository.js';

type LogReading = Awaited<ReturnType<EventLog['read']>>;

const EVENTS: TableToKeep = {
  schema: EVENT_LOG,
  name: 'events',
  columns: ['topic', 'offset', 'id', 'type', 'key', 'occurred_at', 'data', 'traceparent', 'schema_version'],
};
const TOPICS: TableToKeep = { schema: EVENT_LOG, name: 'topics', columns: ['name', 'next_offset'] };

/** Every topic that this build reads or writes. */
const topics = (): string[] => [...new Set(eventDefinitions().map(({ topic }) => topic))];

/** Closes the log, too. @throws CannotRun when it holds events: services would take them for this Ally's. */
export async function refuseFullLog(log: EventLog): Promise<void> {
  try {
    const reading = await log.read(topics());
    try {
      await reading.next(async ([first]) => {
        throw new CannotRun(
          `The event log of KAFKA_BROKERS is not empty, ${first?.topic ?? 'it'} has events: it is to be a new one.`,
        );
      });
    } finally {
      await reading.close();
    }
  } finally {
    await log.close();
  }
}

/**
 * Keeps the events of a log that is not in the database as the tables of one that is. An event that the log has twice
 * is kept once, at its first place. How far each service has read is not kept: its inbox knows.
 */
export class LogKeeper {
  private readonly rows = Object.assign(new PassThrough(), { rowCount: 0 });
  private readonly kept: Promise<TableOfBackup>;
  private readonly known = new Set<string>();
  private readonly ends = new Map<string, number>();

  private constructor(
    private readonly folder: string,
    private readonly reading: LogReading,
  ) {
    this.kept = keepTable(folder, EVENTS, this.rows);
    this.kept.catch(() => undefined); // said by `catchUp` and `finish`
  }

  static async open(log: EventLog, folder: string): Promise<LogKeeper> {
    return new LogKeeper(folder, await log.read(topics()));
  }

  /** Keeps all that the log holds by now. @throws what writing it has failed with. */
  async catchUp(): Promise<void> {
    await this.reading.next(async (events) => {
      for (const event of events) {
        // What cannot be written any more never drains.
        if (!this.add(event)) await Promise.race([once(this.rows, 'drain'), this.kept]);
      }
    });
  }

  /** The tables that have come of it. */
  async finish(): Promise<TableOfBackup[]> {
    this.rows.end();
    const ends = [...this.ends].map(([name, end]) => line([name, String(end)]));
    const rows = Object.assign(Readable.from(ends), { rowCount: ends.length });
    return [await this.kept, await keepTable(this.folder, TOPICS, rows)];
  }

  /** To be called however it ends; what is not finished by then is given up. */
  async close(): Promise<void> {
    this.rows.destroy();
    await this.reading.close();
  }

  /** @returns false when more should not be added before what has been is written. */
  private add({ topic, id, type, key, occurredAt, data, traceparent, schemaVersion }: LoggedEvent): boolean {
    if (this.known.has(id)) return true;
    this.known.add(id);
    const offset = this.ends.get(topic) ?? 0;
    this.ends.set(topic, offset + 1);
    this.rows.rowCount++;
    const place = [topic, String(offset), id, type, key, occurredAt.toISOString()];
    return this.rows.write(line([...place, JSON.stringify(data), traceparent, String(schemaVersion)]));
  }
}

const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A row in the text format of COPY. */
function line(values: readonly (string | null)[]): string {
  const cells = values.map(
    (value) => value?.replace(/[\\\t\n\r]/g, (character) => ESCAPED[character] ?? '') ?? '\\N',
  );
  return `${cells.join('\t')}\n`;
}
