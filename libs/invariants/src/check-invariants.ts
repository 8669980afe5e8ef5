import { isDatabaseUnavailable, type Database, type Transaction } from '#libs/database';
import type { Finding, Invariant, Violation } from './invariant.js';

export interface CheckOptions {
  /** The present by the Clock. */
  readonly now: Date;
  /** One question that takes longer is given up, and its answer is unknown. */
  readonly statementTimeoutMs: number;
  /** Leaves it to whoever else checks this service alone at the same time, in any process. */
  readonly alone?: boolean;
  /** The event log is not in this database: what needs it is not asked, whatever an earlier log has left there. */
  readonly logIsElsewhere?: boolean;
  /** Asked before each question: once true, no other is begun. */
  readonly isOver?: () => boolean;
}

/** How many violations of one invariant are named; all are counted. */
const SAMPLE = 20;

/**
 * Checks invariants in one read-only transaction, and so at one instant. Where a question fails or takes too long, its
 * answer is unknown and those after it are asked in another transaction.
 * @returns undefined when somebody else checks them just now, and `alone` was asked for, or when it is over.
 * @throws what a database fails with that cannot be asked at all.
 */
export async function checkInvariants(
  database: Database,
  invariants: readonly Invariant[],
  options: CheckOptions,
): Promise<Finding[] | undefined> {
  const findings: Finding[] = [];
  while (findings.length < invariants.length) {
    try {
      const begun = await database.transaction(async (transaction) => {
        await readOnly(transaction, options.statementTimeoutMs);
        if (options.alone === true && !(await isAlone(transaction))) return false;
        for (const invariant of invariants.slice(findings.length)) {
          if (options.isOver?.() === true) return false;
          findings.push(
            options.logIsElsewhere === true && invariant.needs !== undefined
              ? unanswered(invariant, 'left-out', 'the event log is not in this database')
              : await askInvariant(transaction, invariant, options.now),
          );
        }
        return true;
      });
      if (!begun) return undefined;
    } catch (error) {
      const failed = invariants[findings.length];
      if (failed === undefined || isDatabaseUnavailable(error)) throw error;
      const why = error instanceof Error ? error.message : 'failed for no stated reason';
      findings.push(unanswered(failed, 'unknown', why));
    }
  }
  return findings;
}

async function readOnly(transaction: Transaction, statementTimeoutMs: number): Promise<void> {
  await transaction.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  await transaction.query(`SET LOCAL statement_timeout = ${statementTimeoutMs}`);
  await transaction.query('SET LOCAL max_parallel_workers_per_gather = 0');
}

async function isAlone(transaction: Transaction): Promise<boolean> {
  const [lock] = await transaction.query<{ free: boolean }>(
    `SELECT pg_try_advisory_xact_lock(hashtextextended('invariants of ' || current_schema(), 0)) AS free`,
  );
  return lock?.free === true;
}

/** Asks whether one invariant holds, as the transaction sees the rows. */
export async function askInvariant(
  transaction: Transaction,
  invariant: Invariant,
  now: Date,
): Promise<Finding> {
  const { name, says, holds, sql, needs } = invariant;
  if (needs !== undefined && !(await isThere(transaction, needs)))
    return unanswered(invariant, 'left-out', `${needs} is not in this database`);
  const rows = await transaction.query<Violation & { count: number }>(
    `WITH clock AS (SELECT $1::timestamptz AS now)
     SELECT id::text, detail::text, count(*) OVER () AS count FROM (${sql}) violations, clock
     ORDER BY 1 LIMIT ${SAMPLE}`,
    [now],
  );
  const sample = rows.map(({ id, detail }) => ({ id, detail }));
  const about = { name, says, holds };
  return rows[0] === undefined
    ? { ...about, outcome: 'holds' }
    : { ...about, outcome: 'violated', count: rows[0].count, sample };
}

async function isThere(transaction: Transaction, table: string): Promise<boolean> {
  const [row] = await transaction.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
    table,
  ]);
  return row?.there === true;
}

/** What is to be said of an invariant that nobody has an answer for. */
export function unanswered(
  { name, says, holds }: Invariant,
  outcome: 'left-out' | 'unknown',
  why: string,
): Finding {
  return { name, says, holds, outcome, why };
}
