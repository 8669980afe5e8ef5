import { Client, types } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { Transaction, type SqlRunner, type SqlValue } from './transaction.js';

export interface DatabaseOptions {
  /** PostgreSQL connection string. */
  readonly url: string;
  /** The schema of the one service that this connection serves; created if missing, and the whole search path. */
  readonly schema: string;
  /** Most connections held at once. */
  readonly poolSize: number;
  readonly migrations: readonly (new () => MigrationInterface)[];
}

const INT8 = 20;
const parsers = {
  /** Offsets and counts fit into a double; pg would give strings. */
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : types.getTypeParser(oid, format as 'text'),
};

/** Serialises migrations of concurrent starts. The number is arbitrary and only has to be ours. */
const MIGRATION_LOCK = 4_702_111;

/** One service's database: its pool, its transactions, its migrations. */
export class Database implements SqlRunner {
  private constructor(
    private readonly source: DataSource,
    readonly schema: string,
  ) {}

  /** Connects, creates the schema if it is missing, and applies pending migrations, one process at a time. */
  static async connect(options: DatabaseOptions): Promise<Database> {
    const source = new DataSource({
      type: 'postgres',
      url: options.url,
      schema: options.schema,
      poolSize: options.poolSize,
      migrations: options.migrations as (new () => MigrationInterface)[],
      migrationsTableName: 'migrations',
      extra: {
        types: parsers,
        options: `-c search_path=${options.schema}`,
        application_name: `ally ${options.schema}`,
        connectionTimeoutMillis: 5_000,
        idleTimeoutMillis: 30_000,
        statement_timeout: 30_000,
        idle_in_transaction_session_timeout: 60_000,
      },
    });
    const migrator = new Client({ connectionString: options.url });
    await migrator.connect();
    try {
      await migrator.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
      await migrator.query(`CREATE SCHEMA IF NOT EXISTS ${migrator.escapeIdentifier(options.schema)}`);
      await source.initialize();
      await source.runMigrations({ transaction: 'each' });
    } finally {
      await migrator.end();
    }
    return new Database(source, options.schema);
  }

  /** One statement outside any transaction: for reads. */
  async query<Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<Row[]> {
    const runner = this.source.createQueryRunner();
    try {
      const result = await runner.query(sql, [...parameters], true);
      return result.records as Row[];
    } finally {
      await runner.release();
    }
  }

  /**
   * Runs `work` in one transaction (READ COMMITTED): commits when it resolves, rolls back when it throws, and then
   * makes the nudges that the work asked for.
   */
  async transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const runner = this.source.createQueryRunner();
    const transaction = new Transaction(runner);
    let result: Result;
    try {
      await runner.startTransaction();
      try {
        result = await work(transaction);
        transaction.assertWhole();
        await runner.commitTransaction();
      } catch (error) {
        if (runner.isTransactionActive && !runner.isReleased) await runner.rollbackTransaction();
        throw error;
      }
    } finally {
      await runner.release();
    }
    transaction.announceCommit();
    return result;
  }

  async close(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}
