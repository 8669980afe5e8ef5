import { Client } from 'pg';

/**
 * How many rows each table of Ally has, and a digest of all of them whatever their order; by `schema.table`. Leaves out
 * the jobs, which are made again, and the time at which migrations were applied.
 * @param isLeftOut which other tables, by that name.
 */
export async function stateOfTables(
  url: string,
  isLeftOut: (table: string) => boolean = () => false,
): Promise<Record<string, string>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SET TimeZone = 'UTC'`);
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname IN ('catalog', 'enrollment', 'payments', 'notifications', 'event_log') ORDER BY 1`,
    );
    const state: Record<string, string> = {};
    for (const { name } of tables.filter((table) => !isLeftOut(table.name))) {
      const { rows } = await client.query<{ state: string }>(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS state FROM ${name} t`,
      );
      state[name] = rows[0]?.state ?? '';
    }
    return state;
  } finally {
    await client.end();
  }
}
