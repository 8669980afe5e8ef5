import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Database, newId } from '#libs/database';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/fresh-database.js';
import { CATALOG_MIGRATIONS } from '../catalog.module.js';

const OWNER = `owner_${newId().replaceAll('-', '')}`;
let database: FreshDatabase;
let admin: Client;

beforeAll(async () => {
  database = await freshDatabase();
  admin = new Client({ connectionString: database.url });
  await admin.connect();
  await admin.query(`CREATE ROLE ${OWNER} LOGIN PASSWORD 'of-a-test' NOSUPERUSER`);
});
afterAll(async () => {
  await admin.query(`DROP OWNED BY ${OWNER} CASCADE`);
  await admin.query(`DROP ROLE ${OWNER}`);
  await admin.end();
  await database.drop();
});

/** Brings a schema to its present form as somebody who owns no more than they need. */
async function migrate(schema: string): Promise<Database> {
  const url = new URL(database.url);
  [url.username, url.password] = [OWNER, 'of-a-test'];
  return Database.connect({ url: url.href, schema, poolSize: 1, migrations: CATALOG_MIGRATIONS });
}

async function findsCafe(schema: string): Promise<unknown> {
  const migrated = await migrate(schema);
  const query = `SELECT to_tsvector('reading', 'Cafés') @@ to_tsquery('reading', 'cafe') AS found`;
  const [row] = await migrated.query<{ found: boolean }>(query);
  await migrated.close();
  return row?.found;
}

describe('the schema of the catalog', () => {
  it('when its owner is no superuser, then the extension goes into it', async () => {
    await admin.query(`GRANT CREATE ON DATABASE ${new URL(database.url).pathname.slice(1)} TO ${OWNER}`);
    expect(await findsCafe('catalog')).toBe(true);
    const { rows } = await admin.query(
      `SELECT extnamespace::regnamespace::text AS schema FROM pg_extension WHERE extname = 'unaccent'`,
    );
    expect(rows).toEqual([{ schema: 'catalog' }]);
  });

  it('when the database has the extension elsewhere, then that one is used', async () => {
    await admin.query(
      'DROP SCHEMA catalog CASCADE; CREATE SCHEMA extras; CREATE EXTENSION unaccent SCHEMA extras',
    );
    await admin.query(`GRANT USAGE ON SCHEMA extras TO ${OWNER}`);
    expect(await findsCafe('another')).toBe(true);
  });
});
