import type { SqlRunner } from '#libs/database';

/** How many migrations the schema of this connection has had; 0 where there is no such schema yet. */
export async function appliedMigrations(runner: SqlRunner): Promise<number> {
  const [table] = await runner.query<{ there: boolean }>(
    `SELECT to_regclass('migrations') IS NOT NULL AS there`,
  );
  if (table?.there !== true) return 0;
  const [row] = await runner.query<{ count: number }>('SELECT count(*) AS count FROM migrations');
  return row?.count ?? 0;
}
