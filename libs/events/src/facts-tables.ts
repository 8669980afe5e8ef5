import type { Transaction } from '#libs/database';

/** A row of facts that is not what the log says. */
export interface FactsDifference {
  readonly id: string;
  /** Not there; there though no fact tells of it; or says something else. */
  readonly kind: 'missing' | 'unfounded' | 'different';
}

/** How a table of facts compares with what the log says. */
export interface FactsOfTable {
  readonly table: string;
  /** How many rows the log makes. */
  readonly rows: number;
  readonly differing: number;
  /** The first of those that differ. */
  readonly differences: readonly FactsDifference[];
}

const SHOWN = 20;

/**
 * Tables of facts and, until the transaction ends, an empty twin of each under the same name: what this connection writes
 * meanwhile goes into the twins, because PostgreSQL looks among temporary tables first.
 */
export class FactsTables {
  private constructor(
    private readonly transaction: Transaction,
    private readonly schema: string,
    private readonly keys: ReadonlyMap<string, string>,
    private readonly before: ReadonlyMap<string, number>,
  ) {}

  static async withTwins(
    transaction: Transaction,
    schema: string,
    tables: readonly string[],
  ): Promise<FactsTables> {
    const keys = await transaction.query<{ table: string; key: string }>(
      `SELECT c.relname AS "table", a.attname AS key FROM pg_index i
       JOIN pg_class c ON c.oid = i.indrelid
       JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
       WHERE i.indisprimary AND c.relnamespace = $1::regnamespace AND c.relname = ANY ($2::text[]) ORDER BY 1`,
      [schema, tables],
    );
    for (const { table } of keys)
      await transaction.query(
        `CREATE TEMPORARY TABLE ${table} (LIKE ${schema}.${table} INCLUDING ALL) ON COMMIT DROP`,
      );
    // What this connection has prepared before still means the tables.
    await transaction.query('DISCARD PLANS');
    const before = await writesInto(transaction, schema);
    return new FactsTables(transaction, schema, new Map(keys.map(({ table, key }) => [table, key])), before);
  }

  /** From here to the end of the transaction nobody else writes into the tables; everybody reads on. */
  async lock(): Promise<void> {
    const tables = [...this.keys.keys()].map((table) => `${this.schema}.${table}`);
    await this.transaction.query(`LOCK TABLE ${tables.join(', ')} IN SHARE ROW EXCLUSIVE MODE`);
  }

  /** @throws Error when this transaction has written into anything else: handlers of facts keep facts alone. */
  async assertUntouched(): Promise<void> {
    const now = await writesInto(this.transaction, this.schema);
    const touched = [...now].filter(([table, writes]) => writes !== (this.before.get(table) ?? 0));
    if (touched.length === 0) return;
    const names = touched.map(([table]) => table).join(', ');
    throw new Error(`Handlers of facts have written into ${names}, which are no facts of theirs`);
  }

  async compare(): Promise<FactsOfTable[]> {
    const compared: FactsOfTable[] = [];
    for (const [table, key] of this.keys) {
      await this.transaction.query(`ANALYZE pg_temp.${table}`);
      const [said] = await this.transaction.query<{ rows: number }>(
        `SELECT count(*) AS rows FROM pg_temp.${table}`,
      );
      const differences = await this.transaction.query<FactsDifference & { differing: number }>(
        `SELECT coalesce(live.${key}, said.${key})::text AS id, count(*) OVER () AS differing,
           CASE WHEN live.${key} IS NULL THEN 'missing' WHEN said.${key} IS NULL THEN 'unfounded' ELSE 'different' END AS kind
         FROM ${this.schema}.${table} live FULL JOIN pg_temp.${table} said ON said.${key} = live.${key}
         WHERE ROW (live.*) IS DISTINCT FROM ROW (said.*) ORDER BY 1 LIMIT ${SHOWN}`,
      );
      compared.push({
        table,
        rows: said?.rows ?? 0,
        differing: differences[0]?.differing ?? 0,
        differences: differences.map(({ id, kind }) => ({ id, kind })),
      });
    }
    return compared;
  }

  /** Makes the tables say what their twins say; rows that do already are left alone. */
  async replace(): Promise<void> {
    for (const [table, key] of this.keys) {
      const live = `${this.schema}.${table}`;
      await this.transaction.query(
        `DELETE FROM ${live} live WHERE NOT EXISTS (
           SELECT FROM pg_temp.${table} said
           WHERE said.${key} = live.${key} AND ROW (said.*) IS NOT DISTINCT FROM ROW (live.*)
         )`,
      );
      await this.transaction.query(
        `INSERT INTO ${live} SELECT * FROM pg_temp.${table} said
         WHERE NOT EXISTS (SELECT FROM ${live} live WHERE live.${key} = said.${key})`,
      );
    }
  }
}

/** By table, what this connection has written and PostgreSQL has not counted yet: part of it may be from before. */
async function writesInto(transaction: Transaction, schema: string): Promise<Map<string, number>> {
  const rows = await transaction.query<{ table: string; writes: number }>(
    `SELECT relname AS "table", n_tup_ins + n_tup_upd + n_tup_del AS writes
     FROM pg_stat_xact_user_tables WHERE schemaname = $1 ORDER BY 1`,
    [schema],
  );
  return new Map(rows.map(({ table, writes }) => [table, writes]));
}
