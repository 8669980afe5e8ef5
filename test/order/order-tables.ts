import type { Database, SqlRunner } from '#libs/database';
import type { LoggedEvent } from '#libs/events';

/** The handlers that are told of every fact, each a consumer of its own. */
export const CONSUMERS = ['ledger', 'mirror'] as const;
/** What the log itself tells stands beside them, as if it were noted by one more. */
export const LOG = 'the log';

/** What one consumer was told, compared with what was written; all zero but the first if it was told as it should be. */
export interface Told {
  readonly facts: number;
  /** Written, and not told. */
  readonly missing: number;
  /** Told again. */
  readonly doubled: number;
  /** Told after a later version of the same account. */
  readonly inverted: number;
}

/** `accounts` is what was written, `notes` what came of it (`member`: at which process), `deliveries` what members were given. */
export async function createTables(database: Database, accounts: number): Promise<void> {
  await database.query('CREATE TABLE accounts (id text PRIMARY KEY, version integer NOT NULL)');
  await database.query(`INSERT INTO accounts SELECT 'account-' || nth, 0 FROM generate_series(1, $1) nth`, [
    accounts,
  ]);
  await database.query(
    `CREATE TABLE notes (
       nth bigint GENERATED ALWAYS AS IDENTITY, consumer text NOT NULL, account text NOT NULL, version integer NOT NULL,
       member integer
     )`,
  );
  await database.query('CREATE TABLE deliveries (events integer NOT NULL, known integer NOT NULL)');
}

/** Notes what the log has told. */
export async function noteAsLog(database: Database, events: readonly LoggedEvent[]): Promise<void> {
  await database.query(
    `INSERT INTO notes (consumer, account, version)
     SELECT $1, account, version FROM unnest($2::text[], $3::integer[]) AS given (account, version)`,
    [LOG, events.map(({ key }) => key), events.map(({ data }) => (data as { version: number }).version)],
  );
}

/** How many facts have been written. */
export async function written(database: Database): Promise<number> {
  return numberOf(database, 'SELECT sum(version) AS number FROM accounts');
}

/** How many effects the consumers have had, all together. */
export async function noted(database: Database): Promise<number> {
  return numberOf(database, `SELECT count(*) AS number FROM notes WHERE consumer <> '${LOG}'`);
}

/** How many events members were given, those that came again too. */
export async function given(database: Database): Promise<number> {
  return numberOf(database, 'SELECT coalesce(sum(events), 0) AS number FROM deliveries');
}

/** How often an event was given to a handler that had handled it before. */
export async function droppedByInbox(database: Database): Promise<number> {
  return numberOf(database, 'SELECT coalesce(sum(known), 0) AS number FROM deliveries');
}

/** How often an account's next fact was noted by another member than the one before: its partition had moved meanwhile. */
export async function movesOfAccounts(database: Database): Promise<number> {
  return numberOf(
    database,
    `SELECT count(*) FILTER (WHERE member <> previous) AS number FROM (
       SELECT member, lag(member) OVER (PARTITION BY account ORDER BY nth) AS previous
       FROM notes WHERE consumer = '${CONSUMERS[0]}'
     ) told`,
  );
}

/** What everybody was told, in the order of telling. */
export async function whatWasTold(database: SqlRunner): Promise<Record<string, Told>> {
  const rows = await database.query<Told & { consumer: string }>(
    `SELECT consumer, count(*) AS facts,
            (SELECT sum(version) FROM accounts) - count(DISTINCT (account, version)) AS missing,
            count(*) - count(DISTINCT (account, version)) AS doubled,
            count(*) FILTER (WHERE version < newest) AS inverted
     FROM (
       SELECT consumer, account, version, max(version) OVER (
         PARTITION BY consumer, account ORDER BY nth ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
       ) AS newest
       FROM notes
     ) told GROUP BY consumer`,
  );
  return Object.fromEntries(rows.map(({ consumer, ...told }) => [consumer, told]));
}

async function numberOf(database: Database, sql: string): Promise<number> {
  const [row] = await database.query<{ number: number }>(sql);
  return Number(row?.number ?? 0);
}
