import { Pool } from 'pg';
import type { Clock } from '#libs/clock';
import type { Sweep } from '#libs/jobs';

const BATCH = 5;

/** Rows with a due time in a table of PostgreSQL, each of which remembers how often it was done. */
export class DueRows {
  private constructor(private readonly pool: Pool) {}

  /** @param url of an empty database. */
  static async create(url: string): Promise<DueRows> {
    const pool = new Pool({ connectionString: url, max: 20 });
    // A pool has ended before its connections have: the end of the database may still say so to them.
    pool.on('error', () => undefined);
    await pool.query(`
      CREATE TABLE due_rows (id bigserial PRIMARY KEY, sweep text, due_at timestamptz, done int DEFAULT 0, done_at timestamptz);
      CREATE INDEX ON due_rows (sweep, due_at) WHERE done = 0`);
    return new DueRows(pool);
  }

  async add(sweep: string, count: number, due: Date): Promise<void> {
    await this.pool.query('INSERT INTO due_rows (sweep, due_at) SELECT $1, $2 FROM generate_series(1, $3)', [
      sweep,
      due,
      count,
    ]);
  }

  /** @param guard how a row is kept from two who are at it at once; without one they do it twice. */
  sweep(name: string, clock: Clock, guard = 'FOR UPDATE SKIP LOCKED'): Sweep {
    return {
      name,
      nextDue: async () => {
        const { rows } = await this.pool.query<{ due: Date | null }>(
          'SELECT min(due_at) AS due FROM due_rows WHERE sweep = $1 AND done = 0',
          [name],
        );
        return rows[0]?.due ?? null;
      },
      run: async () => {
        while ((await this.doSome(name, clock.now(), guard)) > 0);
      },
    };
  }

  /** How many are not done yet, how many were done twice, and how late the latest was done. */
  async outcome(): Promise<{ all: number; open: number; twice: number; latestSeconds: number }> {
    const { rows } = await this.pool.query(
      `SELECT count(*)::int AS all, count(*) FILTER (WHERE done = 0)::int AS open,
              count(*) FILTER (WHERE done > 1)::int AS twice,
              coalesce(extract(epoch FROM max(done_at - due_at)), 0)::float8 AS "latestSeconds"
       FROM due_rows`,
    );
    return rows[0];
  }

  async end(): Promise<void> {
    await this.pool.end();
  }

  private async doSome(sweep: string, now: Date, guard: string): Promise<number> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<{ id: string }>(
        `SELECT id FROM due_rows WHERE sweep = $1 AND due_at <= $2 AND done = 0 ORDER BY due_at LIMIT ${BATCH} ${guard}`,
        [sweep, now],
      );
      await client.query('SELECT pg_sleep(0.005)');
      await client.query('UPDATE due_rows SET done = done + 1, done_at = $2 WHERE id = ANY ($1::bigint[])', [
        rows.map(({ id }) => id),
        now,
      ]);
      await client.query('COMMIT');
      return rows.length;
    } finally {
      client.release();
    }
  }
}
