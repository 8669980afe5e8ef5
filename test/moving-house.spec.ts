import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { told } from '#libs/api-client';
import { Database, newId } from '#libs/database';
import { PostgresEventLog, Relay, type EventLog } from '#libs/events';
import { readManifest, writeManifest, type Contents } from '../apps/ally/src/backup/manifest.js';
import { putBack } from '../apps/ally/src/backup/put-back.js';
import { takeBackup } from '../apps/ally/src/backup/take-backup.js';
import { AllyClient } from '../tools/demo/ally-client.js';
import { playStory } from '../tools/demo/story.js';
import { freshDatabase, type FreshDatabase } from './support/fresh-database.js';
import { runAlly } from './support/run-ally.js';
import { startSolo, type Solo } from './support/start-solo.js';
import { stateOfTables } from './support/state-of-tables.js';
import { until } from './support/until.js';

let folder: string;
let backup: string;
let solo: Solo;
let stateBefore: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ally-house-'));
  backup = join(folder, 'backup');
});

afterAll(async () => {
  await solo.end('SIGTERM');
  await rm(folder, { recursive: true });
}, 20_000);

type Settings = Record<string, string>;

/** Restores in a process of its own, and kills it once it is in the middle. */
async function killInTheMiddle(
  env: Settings,
  isInTheMiddle: () => boolean | Promise<boolean>,
): Promise<void> {
  const { PATH = '', HOME = '' } = process.env;
  const program = ['dist/apps/ally/src/main.js', 'restore', backup];
  const child = spawn(process.execPath, program, { env: { PATH, HOME, ...env }, stdio: 'ignore' });
  await until('the restore is in the middle', isInTheMiddle, 60_000);
  child.kill('SIGKILL');
  expect(await once(child, 'close')).toEqual([null, 'SIGKILL']);
}

it('in the middle of the demo Ally moves, at the second try, and the demo goes on to its end', async () => {
  const [before, after] = [join(folder, 'before'), join(folder, 'after')];
  solo = await startSolo({ dataDir: before, clock: 'test' });
  const { url, operatorKey } = solo;
  const client = new AllyClient(url, operatorKey);
  const move = async () => {
    const { now } = await told(client.api.GET('/v1/test-clock'));
    stateBefore = await stateOfTables(solo.databaseUrl());
    await solo.end('SIGTERM');
    const taken = await runAlly(['backup', backup], { ALLY_DATA_DIR: before });
    expect(taken).toEqual({ exitCode: 0, said: expect.stringContaining('guard it like secrets.json') });
    expect(taken.said).not.toContain('was running');
    const target = { ALLY_DATA_DIR: after };
    await killInTheMiddle(target, () => existsSync(join(`${after}.restoring`, 'postgres')));
    expect(existsSync(after)).toBe(false);
    expect(await runAlly(['restore', backup], target)).toMatchObject({ exitCode: 0 });
    expect((await readdir(folder)).toSorted()).toEqual(['after', 'backup', 'before']);
    solo = await startSolo({ dataDir: after, clock: 'test', settings: { PORT: new URL(url).port } });
    await told(client.api.POST('/v1/test-clock', { body: { advanceTo: now } }));
  };
  await playStory(client, () => undefined, move);
  const verified = await runAlly(['verify', '--at-rest'], { ALLY_DATA_DIR: after, ALLY_CLOCK: 'test' });
  expect(verified).toEqual({ exitCode: 0, said: expect.stringMatching(/ 0 violated$/) });
}, 240_000);

describe('restoring into a database', () => {
  let target: FreshDatabase;
  let filesDir: string;
  let env: Settings;

  /** Large files would only take time here. */
  beforeAll(async () => {
    const contents = await readManifest(backup);
    const files = contents.files.filter(({ size }) => size < 1_000_000);
    await rm(join(backup, 'manifest.json'));
    await writeManifest(backup, { ...contents, files });
  });

  beforeEach(async () => {
    target = await freshDatabase();
    filesDir = join(folder, `files of ${new URL(target.url).pathname.slice(1)}`);
    env = { DATABASE_URL: target.url, ALLY_FILES_DIR: filesDir };
  });

  afterEach(() => target.drop());

  const placed = (url: string, keepsLogInTables: boolean) => ({
    url,
    filesDir,
    keepsLogInTables,
    secretsFile: undefined,
  });

  async function expectNothingChanged(): Promise<void> {
    expect(await stateOfTables(target.url)).toEqual({});
    expect(existsSync(filesDir) ? await readdir(filesDir) : []).toEqual([]);
  }

  it('puts back every row and every file, also where a restore was killed, and not twice', async () => {
    await mkdir(filesDir);
    const { files } = await readManifest(backup);
    const [{ key: left } = { key: '' }] = files;
    await cp(join(backup, 'files', left), join(filesDir, left));
    await holdingUp(target.url, async (isHeldUp) => {
      await killInTheMiddle(env, isHeldUp);
    });
    expect(await stateOfTables(target.url)).toEqual({});
    expect(await runAlly(['restore', backup], env)).toMatchObject({ exitCode: 0 });
    expect(await stateOfTables(target.url)).toEqual(stateBefore);
    for (const { key, size } of files) expect((await stat(join(filesDir, key))).size).toBe(size);
    const again = await runAlly(['restore', backup], env);
    expect(again).toEqual({
      exitCode: 1,
      said: expect.stringContaining('There is an Ally in this database'),
    });
    expect(await stateOfTables(target.url)).toEqual(stateBefore);
  }, 60_000);

  it('a service that starts meanwhile waits, and finds all of it', async () => {
    await holdingUp(target.url, async (isHeldUp) => {
      const restoring = runAlly(['restore', backup], env);
      await until('the restore is in the middle', isHeldUp, 60_000);
      const starting = PostgresEventLog.open(target.url);
      await until('the service waits', () => waitsForLock(target.url, 'advisory'));
      return async () => {
        expect((await restoring).exitCode).toBe(0);
        await (await starting).close();
        expect(await stateOfTables(target.url)).toEqual(stateBefore);
      };
    });
  }, 60_000);

  it('numbers go on where they were', async () => {
    await runAlly(['restore', backup], env);
    const { schemas } = await readManifest(backup);
    const sequences = schemas.find(({ name }) => name === 'payments')?.sequences ?? [];
    const last = sequences.find(({ name }) => name.startsWith('outbox'))?.value;
    const database = await Database.open({ url: target.url, schema: 'payments', poolSize: 1 });
    const [row] = await database.query<{ position: number }>(
      `INSERT INTO outbox (id, topic, type, key, occurred_at, data)
       VALUES (gen_random_uuid(), 't', 't', 'k', '2026-01-01', '{}') RETURNING position`,
    );
    await database.close();
    expect(row?.position).toBe(Number(last) + 1);
  }, 30_000);

  it('a log elsewhere gets every fact in order with its id, and gives them back to a database', async () => {
    const elsewhere = await freshDatabase();
    const home = await freshDatabase();
    const contents = await readManifest(backup);
    await putBack(backup, contents, placed(home.url, true), undefined);
    await putBack(backup, contents, placed(target.url, false), undefined);
    const log = await PostgresEventLog.open(elsewhere.url);
    for (const schema of ['catalog', 'enrollment', 'payments', 'notifications'])
      await relayAll(target.url, schema, log);
    expect(await factsByKey(elsewhere.url)).toEqual(await factsByKey(home.url));

    const again = join(folder, 'again');
    const [seen, unseen] = [newId(), newId()];
    await tell(target.url, [seen, unseen]);
    const event = {
      topic: 'payments.order.v1',
      type: 'x',
      schemaVersion: 1,
      key: 'k\t\\',
      traceparent: null,
    };
    await log.append([{ ...event, id: seen, occurredAt: new Date(0), data: { text: 'a\tb\n\\N' } }]);
    const options = { url: target.url, log, secrets: { instanceKey: '', operatorKey: '' }, from: '' };
    const wrong = takeBackup({ ...options, filesDir, folder: join(folder, 'wrong') });
    await expect(wrong).rejects.toThrow(/lacks \d files of releases.+is ALLY_FILES_DIR right/);
    const wholeFiles = join(folder, 'after', 'files');
    const taken = await takeBackup({ ...options, filesDir: wholeFiles, folder: again });
    taken.contents.files = contents.files;
    const back = await freshDatabase();
    await putBack(again, taken.contents, placed(back.url, true), undefined);
    expect(await factsByKey(back.url)).toEqual(await factsByKey(elsewhere.url));
    expect(await runAlly(['verify'], { DATABASE_URL: back.url })).toMatchObject({ exitCode: 0 });

    const told = await freshDatabase();
    await putBack(again, taken.contents, placed(told.url, false), undefined);
    const payments = await Database.open({ url: told.url, schema: 'payments', poolSize: 1 });
    const waiting = await payments.query<{ id: string }>(
      `SELECT id FROM outbox WHERE key LIKE 'k%' ORDER BY position`,
    );
    expect(waiting.map(({ id }) => id)).toEqual([seen, unseen]);
    await payments.close();
    await log.close();
  }, 60_000);

  const largest = join('tables', 'event_log.events.copy.gz');
  it.each<[string, string, (path: string) => Promise<void>, RegExp]>([
    ['no manifest', 'manifest.json', (path) => rm(path), /no whole backup .+ it has no manifest\.json/],
    ['a manifest that was changed', 'manifest.json', flip, /manifest\.json is damaged/],
    ['half a table', largest, halve, /event_log\.events\.copy\.gz has \d+ bytes/],
    ['a byte that has flipped', largest, flip, /event_log\.events\.copy\.gz is not what was written/],
    ['a table missing', largest, (path) => rm(path), /event_log\.events\.copy\.gz is missing/],
    ['no keys', 'secrets.json', (path) => rm(path), /secrets\.json is missing/],
    [
      'a newer form',
      'manifest.json',
      (path) => rewrite(path, addMigration),
      /does not know the migration Newer1/,
    ],
    ['rows that do not add up', 'manifest.json', (path) => rewrite(path, addRow), /has got \d+ rows of \d+/],
  ])('refuses a backup with %s, and changes nothing', async (_what, part, damage, sentence) => {
    const path = join(backup, part);
    const whole = await readFile(path);
    await damage(path);
    const { exitCode, said } = await runAlly(['restore', backup], env);
    await writeFile(path, whole);
    expect([exitCode, said]).toEqual([1, expect.stringMatching(sentence)]);
    await expectNothingChanged();
  });

  it('refuses a file store with other files, the key of another instance, and a setting that is missing', async () => {
    const { DATABASE_URL = '' } = env;
    const wrongKey = await runAlly(['restore', backup], { ...env, ALLY_INSTANCE_KEY: 'b3RoZXI=' });
    expect(wrongKey.said).toContain('ALLY_INSTANCE_KEY is not the one of this backup');
    expect((await runAlly(['restore', backup], { DATABASE_URL })).said).toContain(
      'ALLY_FILES_DIR is missing',
    );
    await expectNothingChanged();
    await mkdir(filesDir);
    await writeFile(join(filesDir, 'other.txt'), 'other');
    expect((await runAlly(['restore', backup], env)).said).toContain('other.txt in it is not of this backup');
    expect(await readdir(filesDir)).toEqual(['other.txt']);
    const full = await runAlly(['restore', backup], { ALLY_DATA_DIR: folder });
    expect(full.said).toContain('is not empty');
    expect((await runAlly(['backup', backup], { ALLY_DATA_DIR: solo.dataDir })).said).toContain(
      'is not empty',
    );
  });
});

/** Keeps a restore from going on past its first schemas, as long as the work takes; what that returns comes afterwards. */
async function holdingUp(
  url: string,
  work: (isHeldUp: () => Promise<boolean>) => Promise<void | (() => Promise<void>)>,
): Promise<void> {
  const other = new Client({ connectionString: url });
  await other.connect();
  await other.query('BEGIN; CREATE SCHEMA notifications');
  const afterwards = await work(() => waitsForLock(url, 'transactionid'));
  await other.query('ROLLBACK');
  await other.end();
  await afterwards?.();
}

async function waitsForLock(url: string, type: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `SELECT FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock' AND wait_event = $1`,
    [type],
  );
  await client.end();
  return rows.length > 0;
}

async function halve(path: string): Promise<void> {
  const bytes = await readFile(path);
  await writeFile(path, bytes.subarray(0, bytes.length / 2));
}

async function flip(path: string): Promise<void> {
  const bytes = await readFile(path);
  const place = Math.floor(bytes.length / 2);
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

/** Writes another manifest that is right in itself. */
async function rewrite(path: string, change: (contents: Contents) => void): Promise<void> {
  const contents = await readManifest(backup);
  change(contents);
  await rm(path);
  await writeManifest(backup, contents);
}

function addMigration({ schemas }: Contents): void {
  schemas[0]?.migrations.push('Newer1765999999999');
}

function addRow({ tables }: Contents): void {
  const last = tables.at(-1);
  if (last !== undefined) last.rows++;
}

/** Has a service tell two facts of one key that no consumer knows. */
async function tell(url: string, ids: readonly string[]): Promise<void> {
  const database = await Database.open({ url, schema: 'payments', poolSize: 1 });
  await database.query(
    `INSERT INTO outbox (id, topic, type, key, occurred_at, data)
     SELECT id, 'payments.order.v1', 'x', 'k', '2026-01-01', '{}' FROM unnest($1::uuid[]) id`,
    [ids],
  );
  await database.close();
}

async function relayAll(url: string, schema: string, log: EventLog): Promise<void> {
  const database = await Database.open({ url, schema, poolSize: 2 });
  const relay = new Relay(database, log);
  relay.onApplicationBootstrap();
  await until(`${schema} has told all`, () => relay.isIdle());
  await relay.beforeApplicationShutdown();
  await database.close();
}

/** The ids of the facts of each key, in order. */
async function factsByKey(url: string): Promise<unknown[]> {
  const database = await Database.open({ url, schema: 'event_log', poolSize: 1 });
  const facts = await database.query(
    'SELECT topic, key, array_agg(id ORDER BY "offset") AS ids FROM events GROUP BY topic, key ORDER BY topic, key',
  );
  await database.close();
  return facts;
}
