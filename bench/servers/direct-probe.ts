import { Pool, type PoolClient } from 'pg';
import { newId } from '#libs/database';
import type { Stopwatch } from './probe.js';

/** As many as the service has, which also reads the log by some. */
const CONNECTIONS = 8;
/** As many events at a time as a consumer handles. */
const LANES = 4;
const BATCH = 100;

/**
 * The shortest way from a fact to its effect that still survives a crash at any place: the fact's row is its own queue.
 * One loop, woken by each commit, hands rows to a few lanes; each row's effect is one transaction with its inbox row.
 * No relay, no log, one consumer only.
 */
export class DirectProbe {
  private readonly pool: Pool;
  private working: Promise<void> | undefined;
  private again = false;

  constructor(
    databaseUrl: string,
    private readonly stopwatch: Stopwatch,
  ) {
    const options = '-c search_path=probe';
    this.pool = new Pool({ connectionString: databaseUrl, max: CONNECTIONS, options });
  }

  async send(): Promise<void> {
    const probeId = newId();
    await this.transaction(async (client) => {
      await client.query({ name: 'probe', text: 'INSERT INTO probes VALUES ($1)', values: [probeId] });
      const text = `INSERT INTO direct_events (id, type, key, data) VALUES ($1, 'probe.probe.sent', $2, $3)`;
      await client.query({ name: 'event', text, values: [newId(), probeId, { probeId }] });
    });
    this.stopwatch.start(probeId);
    this.wake();
  }

  async close(): Promise<void> {
    await this.working;
    await this.pool.end();
  }

  private wake(): void {
    this.again = true;
    this.working ??= this.work().finally(() => {
      this.working = undefined;
    });
  }

  private async work(): Promise<void> {
    while (this.again) {
      this.again = false;
      const { rows } = await this.pool.query<{ position: string; id: string; key: string }>({
        name: 'next',
        text: 'SELECT position, id, key FROM direct_events ORDER BY position LIMIT $1',
        values: [BATCH],
      });
      if (rows.length === 0) continue;
      this.again = true;
      const lanes = Array.from({ length: LANES }, (_, lane) =>
        rows.filter((_row, nth) => nth % LANES === lane),
      );
      await Promise.all(
        lanes.map(async (lane) => {
          for (const { id, key } of lane) await this.handle(id, key);
        }),
      );
      const text = 'DELETE FROM direct_events WHERE position = ANY ($1::bigint[])';
      await this.pool.query({ name: 'done', text, values: [rows.map(({ position }) => position)] });
    }
  }

  private async handle(id: string, probeId: string): Promise<void> {
    await this.transaction(async (client) => {
      const text = `INSERT INTO inbox (consumer, event_id) VALUES ('direct', $1) ON CONFLICT DO NOTHING RETURNING 1`;
      const { rowCount } = await client.query({ name: 'inbox', text, values: [id] });
      if (rowCount === 1)
        await client.query({ name: 'effect', text: 'INSERT INTO effects VALUES ($1)', values: [probeId] });
    });
    this.stopwatch.stop(probeId);
  }

  private async transaction(work: (client: PoolClient) => Promise<void>): Promise<void> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      await work(client);
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  }
}
