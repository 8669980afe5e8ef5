import type { Pool } from 'pg';

/** As many as a group has lanes. */
export const CONNECTIONS = 4;

interface Row {
  readonly id: string;
  readonly key: string;
  readonly data: { readonly number: number };
}

/** Reads events from the log in PostgreSQL and writes what a consumer writes of them, by bare pg. */
export async function writeBare(
  pool: Pool,
  topic: string,
  events: number,
  perTransaction: number,
): Promise<void> {
  const page = CONNECTIONS * Math.max(perTransaction, 25);
  for (let offset = 0; offset < events; offset += page) {
    const { rows } = await pool.query<Row>({
      name: 'page',
      text: `SELECT * FROM event_log.events WHERE topic = $1 AND "offset" >= $2 ORDER BY "offset" LIMIT $3`,
      values: [topic, offset, Math.min(page, events - offset)],
    });
    const share = Math.ceil(rows.length / CONNECTIONS);
    await Promise.all(
      Array.from({ length: CONNECTIONS }, async (_, nth) => {
        const lane = rows.slice(nth * share, (nth + 1) * share);
        for (let from = 0; from < lane.length; from += perTransaction)
          await writeTogether(pool, topic, lane.slice(from, from + perTransaction));
      }),
    );
  }
}

async function writeTogether(pool: Pool, topic: string, rows: readonly Row[]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query({
      name: 'inbox',
      text: `INSERT INTO inbox (consumer, event_id, topic, key)
        SELECT 'bare', id, $2, key FROM unnest($1::uuid[], $3::text[]) AS given (id, key)
        ON CONFLICT DO NOTHING RETURNING event_id`,
      values: [rows.map(({ id }) => id), topic, rows.map(({ key }) => key)],
    });
    for (const { id, data } of rows)
      await client.query({
        name: 'effect',
        text: 'INSERT INTO effects VALUES ($1, $2)',
        values: [id, data.number],
      });
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}
