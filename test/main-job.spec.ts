import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Database } from '#libs/database';
import { crossServiceInvariants } from '../apps/ally/src/verify/cross-service.invariants.js';
import { eventLogInvariants } from '../apps/ally/src/verify/event-log.invariants.js';
import { findViolations } from '../apps/ally/src/verify/find-violations.js';
import { AllyClient } from '../tools/demo/ally-client.js';
import { playStory } from '../tools/demo/story.js';
import { crossServicePlants, eventLogPlants } from './support/cross-service-plants.js';
import { itCatchesWhatIsPlanted } from './support/invariants.js';
import { listenToFetch, type Heard } from './support/listen-to-fetch.js';
import { startSolo, temporaryDataDir, type Solo } from './support/start-solo.js';
import { stateOfTables } from './support/state-of-tables.js';

let folder: Awaited<ReturnType<typeof temporaryDataDir>>;
let solo: Solo;
let database: Client;
let heard: Heard;

beforeAll(async () => {
  folder = await temporaryDataDir();
  heard = listenToFetch();
  solo = await startSolo({
    dataDir: folder.dataDir,
    clock: 'test',
    settings: { LOG_LEVEL: 'debug', LOG_FORMAT: 'json' },
  });
  database = new Client({ connectionString: solo.databaseUrl() });
  await database.connect();
}, 60_000);

afterAll(async () => {
  heard.stop();
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
  const before = await stateOfServices();
  await database.query('UPDATE event_log.cursors SET next_offset = 0');
  const ally = new AllyClient(solo.url, solo.operatorKey);
  await ally.pass('PT0S');
  const [behind] = (
    await database.query('SELECT count(*)::int AS count FROM event_log.cursors WHERE next_offset = 0')
  ).rows;
  expect(behind).toEqual({ count: await emptyTopics(database) });
  expect(await stateOfServices()).toEqual(before);
}, 30_000);

it('when the provider sends every webhook a second time, then nothing of what happened changes', async () => {
  const before = await stateOfServices();
  const { rowCount } = await database.query(
    `UPDATE payments.sandbox_webhooks SET deliveries_left = 1, due_at = created_at`,
  );
  expect(rowCount).toBeGreaterThan(3);
  await new AllyClient(solo.url, solo.operatorKey).pass('PT0S');
  const left = await database.query('SELECT FROM payments.sandbox_webhooks WHERE deliveries_left > 0');
  expect(left.rowCount).toBe(0);
  expect(await stateOfServices()).toEqual(before);
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

it('all that has to be true of the services, and between them, is true', async () => {
  const checked = await findViolations({
    url: solo.databaseUrl(),
    now: new Date(),
    asked: ['always', 'at-rest'],
    logIsInDatabase: true,
  });
  expect(checked.flatMap(({ findings }) => findings).filter(({ outcome }) => outcome !== 'holds')).toEqual(
    [],
  );
});

describe('what holds between the services and in the event log', () => {
  let all: Database;
  beforeAll(async () => {
    all = await Database.open({ url: solo.databaseUrl(), schema: 'public', poolSize: 1 });
  });
  afterAll(() => all.close());

  const invariants = [...crossServiceInvariants, ...eventLogInvariants];
  itCatchesWhatIsPlanted(invariants, { ...crossServicePlants, ...eventLogPlants }, () => ({
    database: all,
    invariants,
    now: new Date(),
  }));
});

it('nothing that it or its PostgreSQL logs holds a name, an address, a token or a key, even when something breaks', async () => {
  const ally = new AllyClient(solo.url, solo.operatorKey);
  const signedIn = await signIn(ally);
  await breakWhatCanBreak(ally, signedIn.session);

  const logs = solo.output() + (await readFile(join(folder.dataDir, 'postgres.log'), 'utf8'));
  expect(logs).toContain('"level":"debug"');
  expect(logs).toContain('relation \\"people\\" does not exist');
  expect(logs).toContain('"route":"/v1/enrollments","status":500');
  const { instanceKey } = JSON.parse(await readFile(join(folder.dataDir, 'secrets.json'), 'utf8')) as {
    instanceKey: string;
  };
  const password = new URL(solo.databaseUrl()).password;
  const secrets = [...heard.secrets(), ...signedIn.codes, solo.operatorKey, instanceKey, password];
  expect(secrets.length).toBeGreaterThan(50);
  expect(secrets.filter((secret) => logs.includes(secret))).toEqual([]);
  const people = await database.query<{ email: string; name: string | null }>(
    ['enrollment', 'payments', 'notifications']
      .map((service) => `SELECT email, name FROM ${service}.people`)
      .join(' UNION '),
  );
  const personal = people.rows.flatMap(({ email, name }) => (name === null ? [email] : [email, name]));
  expect(personal).toEqual(expect.arrayContaining(['Anna', 'Bo', 'Cy', 'Dee', 'Eve', 'Zuleika']));
  const words = [...personal, 'Zuleika'].map(
    (text) => new RegExp(`(?<![\\w-])${text.replaceAll('.', '\\.')}(?![\\w-])`),
  );
  expect(words.filter((word) => word.test(logs))).toEqual([]);
  expect(logs).not.toMatch(/@example\.org/);
}, 60_000);

/** Zuleika asks for a way in, mistypes the code, and comes in by the right one. */
async function signIn(ally: AllyClient): Promise<{ session: string; codes: string[] }> {
  const { email } = ZULEIKA;
  await post('/v1/checkouts', { items: [{ courseId: await anyCourse() }], person: ZULEIKA });
  await ally.pass('PT1M');
  await post('/v1/sign-in-links', { email });
  await ally.pass('PT1M');
  const mail = (await ally.mailsTo(email)).at(-1);
  const code = /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? '';
  const wrong = code === '123456' ? '654321' : '123456';
  expect((await post('/v1/sign-ins', { email, code: wrong })).status).toBe(401);
  const answer = await post('/v1/sign-ins', { email, code });
  expect(answer.status).toBe(200);
  return { ...((await answer.json()) as { session: string }), codes: [code, wrong] };
}

/** Failures of every sort, each while it has a name, an address or a token in its hands. */
async function breakWhatCanBreak(ally: AllyClient, token: string): Promise<void> {
  const { name, email } = ZULEIKA;
  const wish = { sessionId: await anySession(), seats: 1, person: { name, email: 'zuleika-2@example.org' } };
  for (const service of ['enrollment', 'notifications']) {
    await database.query(`ALTER TABLE ${service}.people RENAME TO people_away`);
    expect((await post('/v1/enrollments', wish)).status).toBe(service === 'enrollment' ? 500 : 201);
    await post('/v1/subscriptions', { email, name, topics: ['news'] });
    await ally.pass('PT1M');
    await database.query(`ALTER TABLE ${service}.people_away RENAME TO people`);
  }
  await ally.pass('PT2M');
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answers = await Promise.all([
    post('/v1/enrollments', `{"person": {"name": "${name}", "email": "${email}"`),
    post('/v1/enrollments', { ...wish, person: { name, email: `${email} of ${name}` } }),
    post('/v1/enrollments', { ...wish, seats: 1, filler: name.repeat(20_000) }),
    post(`/v1/unsubscribe/${token}`, {}),
    post(`/v1/unsubscribe/${email}`, {}),
    post('/v1/webhooks/sandbox', { name, email }, { 'sandbox-signature': `t=1,v1=${token}` }),
    post('/v1/sign-ins', { token }),
    fetch(`${solo.url}/nowhere/${email}?token=${token}&name=${name}`),
    fetch(`${solo.url}/%zz/${email}?token=${token}`),
    fetch(`${solo.url}/v1/orders/${token}`, { headers }),
    fetch(`${solo.url}/v1/funnels`, { headers }),
    fetch(`${solo.url}/v1/enrollments/${wish.sessionId}?token=${token.slice(0, -3)}`),
  ]);
  for (const { status } of answers) {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  }
  // Neither of these gets as far as a route.
  for (const head of [
    `GET /v1/library HTTP/1.1\r\nx-long: ${name.repeat(5_000)}`,
    `${name} ${email} ${token}`,
  ]) {
    const socket = connect(Number(new URL(solo.url).port), '127.0.0.1');
    socket.end(`${head}\r\n\r\n`).resume();
    await once(socket, 'close');
  }
}

const ZULEIKA = { name: 'Zuleika', email: 'zuleika@example.org' };

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(solo.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function anySession(): Promise<string | undefined> {
  const answer = await fetch(`${solo.url}/v1/sessions?limit=100`);
  const { data } = (await answer.json()) as { data: { id: string; seatsLeft: number }[] };
  return data.find(({ seatsLeft }) => seatsLeft > 1)?.id;
}

async function anyCourse(): Promise<string | undefined> {
  const { data } = (await (await fetch(`${solo.url}/v1/courses`)).json()) as { data: { id: string }[] };
  return data[0]?.id;
}

/** What the four services hold; the provider's own list of deliveries is not theirs. */
function stateOfServices(): Promise<Record<string, string>> {
  return stateOfTables(
    solo.databaseUrl(),
    (table) => table.startsWith('event_log.') || table === 'payments.sandbox_webhooks',
  );
}

/** How many cursors stay at zero because nobody has published to their topic. */
async function emptyTopics(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM event_log.cursors c
     WHERE NOT EXISTS (SELECT FROM event_log.events e WHERE e.topic = c.topic)`,
  );
  return rows[0]?.count ?? 0;
}
