import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { AllyClient } from '../tools/demo/ally-client.js';
import { playStory } from '../tools/demo/story.js';
import { startSolo, temporaryDataDir, type Solo } from './support/start-solo.js';

let folder: Awaited<ReturnType<typeof temporaryDataDir>>;
let solo: Solo;
let database: Client;

beforeAll(async () => {
  folder = await temporaryDataDir();
  solo = await startSolo({ dataDir: folder.dataDir, clock: 'test' });
  database = new Client({ connectionString: solo.databaseUrl() });
  await database.connect();
}, 60_000);

afterAll(async () => {
  await database.end();
  await solo.end('SIGTERM');
  await folder.remove();
}, 20_000);

it('five people go from an article to a seat, a download, or away, and the follow-ups stop', async () => {
  const lines: string[] = [];
  await playStory(new AllyClient(solo.url, solo.operatorKey), (line) => lines.push(line));
  expect(lines.join('\n')).toContain('has 50.5 MB with the right checksum');
}, 60_000);

it('when every event is delivered a second time, then nothing of what happened changes', async () => {
  const before = await stateOf(database);
  await database.query('UPDATE event_log.cursors SET next_offset = 0');
  const ally = new AllyClient(solo.url, solo.operatorKey);
  await ally.pass('PT0S');
  const [behind] = (
    await database.query('SELECT count(*)::int AS count FROM event_log.cursors WHERE next_offset = 0')
  ).rows;
  expect(behind).toEqual({ count: await emptyTopics(database) });
  expect(await stateOf(database)).toEqual(before);
}, 30_000);

it('when the provider sends every webhook a second time, then nothing of what happened changes', async () => {
  const before = await stateOf(database);
  const { rowCount } = await database.query(
    `UPDATE payments.sandbox_webhooks SET deliveries_left = 1, due_at = created_at`,
  );
  expect(rowCount).toBeGreaterThan(3);
  await new AllyClient(solo.url, solo.operatorKey).pass('PT0S');
  const left = await database.query('SELECT FROM payments.sandbox_webhooks WHERE deliveries_left > 0');
  expect(left.rowCount).toBe(0);
  expect(await stateOf(database)).toEqual(before);
}, 30_000);

it('no event had to be given up, and no name or address is in an event that is not about people', async () => {
  for (const schema of ['catalog', 'enrollment', 'payments', 'notifications']) {
    expect((await database.query(`SELECT consumer, type, reason FROM ${schema}.dead_letters`)).rows).toEqual(
      [],
    );
  }
  const { rows } = await database.query(
    `SELECT type FROM event_log.events WHERE type NOT LIKE '%.person.%' AND data::text ~ '@example|\\m(Anna|Cy|Dee|Eve)\\M'`,
  );
  expect(rows).toEqual([]);
});

it('nothing that it logs holds a name or an address, even when something breaks', async () => {
  await database.query('ALTER TABLE enrollment.people RENAME TO people_away');
  const { data } = (await (await fetch(`${solo.url}/v1/sessions?limit=100`)).json()) as {
    data: { id: string; seatsLeft: number }[];
  };
  const answer = await fetch(`${solo.url}/v1/enrollments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      sessionId: data.find(({ seatsLeft }) => seatsLeft > 0)?.id,
      seats: 1,
      person: { name: 'Anna', email: 'anna@example.org' },
    }),
  });
  await database.query('ALTER TABLE enrollment.people_away RENAME TO people');
  expect(answer.status).toBe(500);
  expect(solo.output()).toContain('relation "people" does not exist');
  expect(solo.output()).not.toMatch(/@example\.org|\b(Anna|Cy|Dee|Eve)\b/);
});

/** How many cursors stay at zero because nobody has published to their topic. */
async function emptyTopics(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM event_log.cursors c
     WHERE NOT EXISTS (SELECT FROM event_log.events e WHERE e.topic = c.topic)`,
  );
  return rows[0]?.count ?? 0;
}

/** Everything that the four services hold, table by table; the provider's own list of deliveries is not theirs. */
async function stateOf(client: Client): Promise<Record<string, unknown>> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT schemaname || '.' || tablename AS name FROM pg_tables
     WHERE schemaname IN ('catalog', 'enrollment', 'payments', 'notifications')
       AND tablename <> 'sandbox_webhooks' ORDER BY 1`,
  );
  const state: Record<string, unknown> = {};
  for (const { name } of tables) {
    const { rows } = await client.query(
      `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS hash, count(*) FROM ${name} t`,
    );
    state[name] = rows[0];
  }
  return state;
}
