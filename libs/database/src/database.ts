import { Client, Pool, types, type PoolClient } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { prepared, type SqlValue } from './prepared.js';
import { Transaction, type SqlRunner } from './transaction.js';

export interface ConnectionOptions {
  /** PostgreSQL connection string. */
  readonly url: string;
  /** The schema of the one service that this connection serves, and the whole search path. */
  readonly schema: string;
  /** Most connections held at once. */
  readonly poolSize: number;
}

export interface DatabaseOptions extends ConnectionOptions {
  readonly migrations: readonly (new () => MigrationInterface)[];
}

const INT8 = 20;
const parsers = {
  /** Offsets and counts fit into a double; pg would give strings. */
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : types.getTypeParser(oid, format as 'text'),
};

/** Serialises migrations of concurrent starts. The number is arbitrary and only has to be ours. */
export const MIGRATION_LOCK = 4_702_111;

/** One service's database: its pool, its transactions, its migrations. */
export class Database implements SqlRunner {
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly pool: Pool,
    readonly schema: string,
  ) {}

  /** Connects, creates the schema if it is missing, and applies pending migrations, one process at a time. */
  static async connect(options: DatabaseOptions): Promise<Database> {
    const migrator = new Client({ connectionString: options.url });
    await migrator.connect();
    try {
      await migrator.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
      await migrator.query(`CREATE SCHEMA IF NOT EXISTS ${migrator.escapeIdentifier(options.schema)}`);
      await migrate(options);
    } finally {
      await migrator.end();
    }
    return new Database(poolOf(options), options.schema);
  }

  /** Connects to a schema as it is: for looking at it, and for work that needs no newer form of it. */
  static async open(options: ConnectionOptions): Promise<Database> {
    const pool = poolOf(options);
    try {
      (await pool.connect()).release();
    } catch (error) {
      await pool.end();
      throw error;
    }
    return new Database(pool, options.schema);
  }

  /** One statement outside any transaction: for reads. */
  async query<Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<Row[]> {
    return this.onConnection(async (client) => (await client.query(prepared(sql, parameters))).rows as Row[]);
  }

  /**
   * Runs `work` in one transaction (READ COMMITTED): commits when it resolves, rolls back when it throws, and then
   * makes the nudges that the work asked for.
   */
  async transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const { transaction, result } = await this.onConnection(async (client, giveUp) => {
      const transaction = new Transaction(client);
      try {
        await client.query('BEGIN');
        const result = await work(transaction);
        transaction.assertWhole();
        transaction.end();
        const { command } = await client.query('COMMIT');
        if (command !== 'COMMIT') throw new Error(`PostgreSQL answered COMMIT by ${command}`);
        return { transaction, result };
      } catch (error) {
        transaction.end();
        await client.query('ROLLBACK').catch(giveUp);
        throw error;
      }
    });
    transaction.announceCommit();
    return result;
  }

  async close(): Promise<void> {
    this.closing ??= this.pool.end();
    await this.closing;
  }

  /** @param work may give its connection up: nobody else gets it then. */
  private async onConnection<Result>(
    work: (client: PoolClient, giveUp: () => void) => Promise<Result>,
  ): Promise<Result> {
    const client = await this.pool.connect();
    // It may break between two statements: then the next one says so.
    client.on('error', ignore);
    let usable = true;
    try {
      return await work(client, () => {
        usable = false;
      });
    } finally {
      client.off('error', ignore);
      client.release(!usable);
    }
  }
}

function poolOf({ url, schema, poolSize }: ConnectionOptions): Pool {
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    types: parsers,
    options: `-c search_path=${schema}`,
    // A process that says its own name in PGAPPNAME goes by that one.
    fallback_application_name: `ally ${schema}`,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  // An idle connection that breaks is taken out of the pool; who asks next gets another.
  pool.on('error', ignore);
  return pool;
}

/** TypeORM keeps the book of migrations, and is used for nothing else. */
export function bookOfMigrations({ url, schema, migrations }: Omit<DatabaseOptions, 'poolSize'>): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    schema,
    poolSize: 1,
    migrations: migrations as (new () => MigrationInterface)[],
    migrationsTableName: 'migrations',
    extra: { options: `-c search_path=${schema}`, application_name: `ally ${schema} migrations` },
  });
}

async function migrate(options: DatabaseOptions): Promise<void> {
  const source = bookOfMigrations(options);
  await source.initialize();
  try {
    await source.runMigrations({ transaction: 'each' });
  } finally {
    await source.destroy();
  }
}

function ignore(): void {
  // Said by whoever asks next.
}
