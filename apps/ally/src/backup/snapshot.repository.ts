import { Client } from 'pg';
import { to } from 'pg-copy-streams';
import type { Readable } from 'node:stream';

/** The schema of the event log, where it is in the database. */
export const EVENT_LOG = 'event_log';

/** A table, and those of its columns that are not made from others. */
export interface TableToKeep {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
}

export interface FileOfRelease {
  readonly key: string;
  readonly sha256: string;
}

/** By this name PostgreSQL knows the connections of a backup. */
export const OWN_NAME = 'ally backup';

/** How values are written as text, the same on both sides and in every version of PostgreSQL. */
export const AS_TEXT = `SET client_encoding = 'UTF8'; SET DateStyle = 'ISO, MDY'; SET IntervalStyle = 'postgres';
  SET TimeZone = 'UTC'; SET bytea_output = 'hex'; SET extra_float_digits = 1; SET statement_timeout = 0;
  SET idle_in_transaction_session_timeout = 0`;

/** All that a database holds at one instant, read through one connection. */
export class Snapshot {
  private constructor(
    private readonly client: Client,
    readonly schemas: readonly string[],
    /** The instant that it is of, by the clock of the database. */
    readonly takenAt: Date,
  ) {}

  /** From here on all reads see the database as it is now, however long they take; nobody waits for them. */
  static async open(url: string, schemas: readonly string[]): Promise<Snapshot> {
    const client = new Client({ connectionString: url, application_name: OWN_NAME });
    client.on('error', () => undefined); // said by the statement in hand
    await client.connect();
    try {
      await client.query(AS_TEXT);
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      // The first statement fixes the instant, whatever it asks.
      const { rows } = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now');
      return new Snapshot(client, schemas, rows[0]?.now ?? new Date());
    } catch (error) {
      await client.end();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  /** Every table but the book of migrations. */
  async tables(): Promise<TableToKeep[]> {
    const { rows } = await this.client.query<TableToKeep>(
      `SELECT n.nspname AS schema, c.relname AS name,
              array_agg(a.attname::text ORDER BY a.attnum) AS columns
       FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
       WHERE c.relkind = 'r' AND n.nspname = ANY ($1::text[]) AND c.relname <> 'migrations'
       GROUP BY n.nspname, c.relname ORDER BY n.nspname, c.relname`,
      [this.schemas],
    );
    return rows;
  }

  /** The names of the migrations that a schema has had, oldest first. */
  async migrations(schema: string): Promise<string[]> {
    const { rows } = await this.client.query<{ name: string }>(
      `SELECT name FROM ${this.client.escapeIdentifier(schema)}.migrations ORDER BY timestamp, name`,
    );
    return rows.map(({ name }) => name);
  }

  /** How far the numbering of each column has come. Numbers are never given twice, so later than the snapshot is fine. */
  async sequences(schema: string): Promise<{ name: string; value: string; isUsed: boolean }[]> {
    const { rows: names } = await this.client.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'S' AND n.nspname = $1 AND c.relname <> 'migrations_id_seq' ORDER BY 1`,
      [schema],
    );
    const sequences = [];
    for (const { name } of names) {
      const sequence = `${this.client.escapeIdentifier(schema)}.${this.client.escapeIdentifier(name)}`;
      const { rows } = await this.client.query<{ value: string; isUsed: boolean }>(
        `SELECT last_value::text AS value, is_called AS "isUsed" FROM ${sequence}`,
      );
      sequences.push(...rows.map((row) => ({ name, ...row })));
    }
    return sequences;
  }

  /** The rows of a table in PostgreSQL's text format (COPY); `rowCount` is right once all is read. */
  read(table: TableToKeep): Readable & { readonly rowCount: number } {
    return this.client.query(to(`COPY ${columnsOf(this.client, table)} TO STDOUT`));
  }

  /** Whether services are connected to this database: every process of Ally says a name that begins so. */
  async isInUse(): Promise<boolean> {
    const { rows } = await this.client.query(
      `SELECT FROM pg_stat_activity
       WHERE datname = current_database() AND application_name LIKE 'ally%' AND application_name <> $1 LIMIT 1`,
      [OWN_NAME],
    );
    return rows.length > 0;
  }

  /** What the file store has to have: the files that people may download. */
  async filesOfReleases(): Promise<FileOfRelease[]> {
    const { rows } = await this.client.query<FileOfRelease>(
      'SELECT DISTINCT storage_key AS key, sha256 FROM catalog.release_files',
    );
    return rows;
  }
}

/** A table with its columns, as COPY takes it. */
export function columnsOf(
  client: Pick<Client, 'escapeIdentifier'>,
  { schema, name, columns }: TableToKeep,
): string {
  const quoted = [schema, name].map((part) => client.escapeIdentifier(part)).join('.');
  return `${quoted} (${columns.map((column) => client.escapeIdentifier(column)).join(', ')})`;
}
