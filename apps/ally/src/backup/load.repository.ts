import type { ClientBase } from 'pg';
import { from } from 'pg-copy-streams';
import type { Writable } from 'node:stream';
import { CannotRun } from '../said-plainly.js';
import { AS_TEXT, columnsOf, type TableToKeep } from './snapshot.repository.js';

/** Fills the tables of a database that has just been made, in the transaction of `client`. */
export class Loading {
  constructor(private readonly client: ClientBase) {}

  /** Such as 150006. */
  async serverVersion(): Promise<number> {
    const [row] = await this.query<{ version: string }>(
      `SELECT current_setting('server_version_num') AS version`,
    );
    return Number(row?.version);
  }

  async schemasAmong(names: readonly string[]): Promise<string[]> {
    const rows = await this.query<{ name: string }>(
      'SELECT nspname AS name FROM pg_namespace WHERE nspname = ANY ($1::text[]) ORDER BY 1',
      [names],
    );
    return rows.map(({ name }) => name);
  }

  /** Pairs of tables, as `schema.name`: the first refers to rows of the second. */
  async references(schemas: readonly string[]): Promise<{ from: string; to: string }[]> {
    return this.query(
      `SELECT DISTINCT fn.nspname || '.' || f.relname AS from, tn.nspname || '.' || t.relname AS to
       FROM pg_constraint c
       JOIN pg_class f ON f.oid = c.conrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
       JOIN pg_class t ON t.oid = c.confrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
       WHERE c.contype = 'f' AND f.oid <> t.oid AND fn.nspname = ANY ($1::text[])`,
      [schemas],
    );
  }

  async prepare(): Promise<void> {
    await this.client.query(AS_TEXT);
  }

  /** Takes the rows of a table in PostgreSQL's text format; `rowCount` is right once it has finished. */
  fill(table: TableToKeep): Writable & { readonly rowCount: number } {
    return this.client.query(from(`COPY ${columnsOf(this.client, table)} FROM STDIN`));
  }

  /** Has the numbering of a column go on where it was. */
  async goOnNumbering(schema: string, name: string, value: string, isUsed: boolean): Promise<void> {
    await this.query(`SELECT setval(format('%I.%I', $1::text, $2::text)::regclass, $3::bigint, $4)`, [
      schema,
      name,
      value,
      isUsed,
    ]);
  }

  /**
   * Makes the facts of the log in these tables wait for the relays of the services that told them, before those that
   * wait already: whichever log they are moved to then gets all of them, in order per key and with their ids, and
   * consumers leave alone what their inbox knows. The inbox remembers as long from here on as the new log does.
   * @throws CannotRun when the log has a fact that none of these services tells.
   */
  async tellAgain(services: readonly string[]): Promise<void> {
    const untold = await this.query<{ topic: string }>(
      `SELECT name AS topic FROM event_log.topics WHERE split_part(name, '.', 1) <> ALL ($1::text[]) ORDER BY 1`,
      [services],
    );
    if (untold.length > 0) {
      const topics = untold.map(({ topic }) => topic).join(', ');
      throw new CannotRun(
        `No service here tells the facts of ${topics}: restore without KAFKA_BROKERS, or by the build of the backup.`,
      );
    }
    const columns = await this.columnsOfBoth();
    for (const service of services) {
      await this.query(`DELETE FROM ${service}.outbox o USING event_log.events e WHERE o.id = e.id`);
      await this.query(
        `INSERT INTO ${service}.outbox (position, ${columns}) OVERRIDING SYSTEM VALUE
         SELECT first.position - row_number() OVER (ORDER BY topic DESC, "offset" DESC), ${columns}
         FROM event_log.events, (SELECT least(0, min(position)) AS position FROM ${service}.outbox) first
         WHERE split_part(topic, '.', 1) = $1`,
        [service],
      );
      // At one instant, because the order in which rows are found is not that of their events.
      await this.query(
        `UPDATE ${service}.inbox SET handled_at = statement_timestamp()
         WHERE event_id IN (SELECT id FROM event_log.events)`,
      );
    }
    await this.query('DROP SCHEMA event_log CASCADE');
  }

  /** What an older form of the tables lacks, an older fact does not have. */
  private async columnsOfBoth(): Promise<string> {
    const rows = await this.query<{ name: string }>(
      `SELECT o.attname AS name FROM pg_attribute o JOIN pg_attribute e USING (attname)
       WHERE o.attrelid = 'catalog.outbox'::regclass AND e.attrelid = 'event_log.events'::regclass
         AND o.attnum > 0 AND NOT o.attisdropped AND NOT e.attisdropped`,
    );
    return rows.map(({ name }) => this.client.escapeIdentifier(name)).join(', ');
  }

  private async query<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.client.query(sql, parameters)).rows as Row[];
  }
}
