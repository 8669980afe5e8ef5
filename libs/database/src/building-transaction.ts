import type { ClientBase } from 'pg';
import { MigrationExecutor, type MigrationInterface, type QueryRunner } from 'typeorm';
import { bookOfMigrations, MIGRATION_LOCK } from './database.js';

/** A transaction in which schemas are made: nobody sees them before all that goes into them is there. */
export interface Building {
  readonly client: ClientBase;
  /** Makes a schema that is not there yet, by these migrations. */
  createSchema(schema: string, migrations: readonly (new () => MigrationInterface)[]): Promise<void>;
}

/**
 * Does some work on a connection in one transaction, and commits when it resolves. However it ends otherwise, the
 * database is as it was. Whoever connects meanwhile to migrate waits for the end.
 * @throws what the work fails with, after the rollback.
 */
export async function inBuildingTransaction<Result>(
  url: string,
  work: (building: Building) => Promise<Result>,
): Promise<Result> {
  const source = bookOfMigrations({ url, schema: 'public', migrations: [] });
  await source.initialize();
  const runner = source.createQueryRunner();
  try {
    const client = (await runner.connect()) as ClientBase;
    client.on('error', () => undefined); // said by the statement in hand
    await client.query('BEGIN');
    try {
      await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
      const result = await work({
        client,
        createSchema: (schema, migrations) => createSchema(url, runner, schema, migrations),
      });
      await client.query('COMMIT');
      return result;
    } catch (error) {
      // A connection that is gone takes its transaction along.
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  } finally {
    await source.destroy();
  }
}

async function createSchema(
  url: string,
  runner: QueryRunner,
  schema: string,
  migrations: readonly (new () => MigrationInterface)[],
): Promise<void> {
  const book = bookOfMigrations({ url, schema, migrations });
  await book.initialize();
  try {
    await runner.query(`CREATE SCHEMA "${schema}"`);
    await runner.query(`SET LOCAL search_path = "${schema}"`);
    const executor = new MigrationExecutor(book, runner);
    executor.transaction = 'none'; // this one
    await executor.executePendingMigrations();
  } finally {
    await book.destroy();
  }
}
