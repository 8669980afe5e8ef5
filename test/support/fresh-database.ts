import { newId } from '#libs/database';
import { Client } from 'pg';

/** An empty database of one test file's own. */
export interface FreshDatabase {
  readonly url: string;
  /** Ends the connections that are left, and removes the database. */
  drop(): Promise<void>;
}

/** Creates a database on the test run's PostgreSQL. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const base = process.env['TEST_POSTGRES_URL'];
  if (!base)
    throw new Error('TEST_POSTGRES_URL is not set: is this test in the project integration or journeys?');
  const name = `test_${newId().replaceAll('-', '')}`;
  const url = new URL(base);
  url.pathname = name;
  await execute(base, `CREATE DATABASE ${name}`);
  return { url: url.href, drop: () => execute(base, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
