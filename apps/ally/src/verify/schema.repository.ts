import type { SqlRunner } from '#libs/database';

/** Which of these schemas the database has. */
export async function schemasAmong(runner: SqlRunner, names: readonly string[]): Promise<Set<string>> {
  const rows = await runner.query<{ name: string }>(
    'SELECT nspname AS name FROM pg_namespace WHERE nspname = ANY ($1::text[])',
    [names],
  );
  return new Set(rows.map(({ name }) => name));
}
