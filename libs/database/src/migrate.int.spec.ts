import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { freshDatabase, type FreshDatabase } from '../../../test/support/fresh-database.js';
import { until } from '../../../test/support/until.js';
import { Database, MIGRATION_LOCK } from './database.js';

let fresh: FreshDatabase;
let outside: Client;
beforeAll(async () => {
  fresh = await freshDatabase();
  outside = new Client({ connectionString: fresh.url });
  await outside.connect();
});
afterAll(async () => {
  await outside.end();
  await fresh.drop();
});

/** Takes a while between looking and making, as an unlucky one does. */
class MakeNotes1765005000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SELECT pg_sleep(0.05)');
    await runner.query('CREATE TABLE notes (note text)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notes');
  }
}

const start = (schema: string) =>
  Database.connect({ url: fresh.url, schema, poolSize: 1, migrations: [MakeNotes1765005000000] });

it('when several processes of a service start at once, then one makes the tables, and all find them', async () => {
  const started = await Promise.all(Array.from({ length: 4 }, () => start('together')));
  for (const database of started) {
    expect(await database.query('SELECT name FROM migrations')).toEqual([{ name: 'MakeNotes1765005000000' }]);
    expect(await database.query('SELECT FROM notes')).toEqual([]);
    await database.close();
  }
});

it('while another process migrates, a start waits for it', async () => {
  await outside.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
  const waiting = start('second');
  await until('it waits', async () => {
    const { rows } = await outside.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'`,
    );
    return rows.length > 0;
  });
  const schemas = await outside.query(`SELECT FROM pg_namespace WHERE nspname = 'second'`);
  expect(schemas.rows).toEqual([]);
  await outside.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  await (await waiting).close();
});
