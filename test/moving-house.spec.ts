import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Database, newId } from '#libs/database';
import { PostgresEventLog, type EventLog } from '#libs/events';
import { HeldOutboxes } from '../apps/ally/src/backup/held-outboxes.repository.js';
import { readManifest, writeManifest, type Contents } from '../apps/ally/src/backup/manifest.js';
import { putBack } from '../apps/ally/src/backup/put-back.js';
import { takeBackup } from '../apps/ally/src/backup/take-backup.js';
import { freshDatabase, type FreshDatabase } from './support/fresh-database.js';
import {
  endHolders,
  fact,
  factsByKey,
  lookedAt,
  relayAll,
  tell,
  waiting,
  waitsForLock,
} from './support/log-elsewhere.js';
import { runAlly } from './support/run-ally.js';
import { smallAlly, type SmallAlly } from './support/small-ally.js';
import { stateOfTables } from './support/state-of-tables.js';
import { until } from './support/until.js';

// The whole way, from one process to many in the middle of the demo and back, is in moving-house.services.spec.ts.

const SERVICES = ['catalog', 'enrollment', 'payments', 'notifications'];
type Settings = Readonly<Record<string, string>>;

let folder: string;
let backup: string;
let ally: SmallAlly;
let stateBefore: Record<string, string>;
let taken: { exitCode: number; said: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ally-house-'));
  backup = join(folder, 'backup');
  ally = await smallAlly(join(folder, 'files'));
  await forgetAFact(ally.database.url);
  await writeFile(join(folder, 'files', '.DS_Store'), 'what a file manager leaves is no file of a course');
  stateBefore = await stateOfTables(ally.database.url);
  taken = await runAlly(['backup', backup], ally.settings);
}, 60_000);

afterAll(async () => {
  await ally.database.drop();
  await rm(folder, { recursive: true });
}, 20_000);

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

it('a data folder is made beside its place: one that was killed leaves nothing there, and the next puts all of it there', async () => {
  const dataDir = join(folder, 'after');
  const env = { ALLY_DATA_DIR: dataDir };
  await killInTheMiddle(env, () => existsSync(join(`${dataDir}.restoring`, 'postgres')));
  expect(existsSync(dataDir)).toBe(false);
  expect(await runAlly(['restore', backup], env)).toMatchObject({ exitCode: 0 });
  expect((await readdir(folder)).toSorted()).toEqual(['after', 'backup', 'files']);
  expect((await stat(join(dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600);

  const again = join(folder, 'backup of it');
  expect(await runAlly(['backup', again], env)).toMatchObject({ exitCode: 0 });
  const rows = async (path: string) =>
    (await readManifest(path)).tables.map(({ name, rows }) => [name, rows]);
  expect(await rows(again)).toEqual(await rows(backup));
  const full = await runAlly(['restore', backup], env);
  expect(full).toEqual({ exitCode: 1, said: expect.stringContaining('is not empty') });
  const over = await runAlly(['backup', backup], env);
  expect(over).toEqual({ exitCode: 1, said: expect.stringContaining('is not empty') });
}, 120_000);

it('a backup says what it is, and nobody but its owner can read it', async () => {
  expect(taken).toEqual({ exitCode: 0, said: expect.stringContaining('guard it like secrets.json') });
  expect(taken.said).not.toContain('was running');
  expect((await stat(backup)).mode & 0o777).toBe(0o700);
  const parts = await readdir(backup, { recursive: true, withFileTypes: true });
  for (const part of parts) {
    const { mode } = await stat(join(part.parentPath, part.name));
    expect([part.name, mode & 0o077]).toEqual([part.name, 0]);
  }
});

it.each(['ally-catalog-web', 'ally payments worker', 'ally notifications'])(
  'a backup says that Ally was running when PostgreSQL knows of %s',
  async (name) => {
    const service = new Client({ connectionString: ally.database.url, application_name: name });
    await service.connect();
    const { exitCode, said } = await runAlly(['backup', join(folder, `with ${name}`)], ally.settings);
    await service.end();
    expect([exitCode, said]).toEqual([0, expect.stringContaining('Ally was running')]);
  },
);

describe('restoring into a database', () => {
  let target: FreshDatabase;
  let filesDir: string;
  let env: Settings;

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

  /** Of the target, with the files that all have. @returns also the ids of the probes that the log's part of it has. */
  async function backupWithLog(into: string, log: EventLog) {
    const secrets = { instanceKey: '', operatorKey: '' };
    const of = { url: target.url, log, secrets, from: '', filesDir: join(folder, 'files') };
    const taken = await takeBackup({ ...of, folder: into });
    const events = gunzipSync(await readFile(join(into, 'tables', 'event_log.events.copy.gz'))).toString();
    const rows = [...events.matchAll(/^payments\.order\.v1\t\d+\t(\S+)\tx\t/gm)].map(([, id]) => id);
    return { taken, rows };
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
    const verified = await runAlly(['verify'], { DATABASE_URL: target.url });
    expect(verified).toEqual({ exitCode: 0, said: expect.stringMatching(/ 0 violated$/) });
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

  it('a log elsewhere gets every fact in order with its id, before what waits already, and gives them back to a database', async () => {
    const [elsewhere, home] = [await freshDatabase(), await freshDatabase()];
    const contents = await readManifest(backup);
    await putBack(backup, contents, placed(home.url, true), undefined);
    await putBack(backup, contents, placed(target.url, false), undefined);
    const log = await PostgresEventLog.open(elsewhere.url);
    for (const schema of SERVICES) await relayAll(target.url, schema, log);
    expect(await factsByKey(elsewhere.url)).toEqual(await factsByKey(home.url));

    const again = join(folder, 'again');
    const [seen, unseen] = [newId(), newId()];
    // As after a move that is not over: both stand before all other numbers.
    await tell(target.url, [seen, unseen], -2);
    await log.append([{ ...fact, id: seen }]);
    const { taken } = await backupWithLog(again, log);
    const back = await freshDatabase();
    await putBack(again, taken.contents, placed(back.url, true), undefined);
    expect(await factsByKey(back.url)).toEqual(await factsByKey(elsewhere.url));
    expect(await runAlly(['verify'], { DATABASE_URL: back.url })).toMatchObject({ exitCode: 0 });

    const told = await freshDatabase();
    await putBack(again, taken.contents, placed(told.url, false), undefined);
    expect(await waiting(told.url)).toEqual([seen, unseen]);
    await log.close();
    for (const each of [elsewhere, home, back, told]) await each.drop();
  }, 60_000);

  it('while services tell facts, a backup with a log elsewhere has each of them once, and no other', async () => {
    const elsewhere = await freshDatabase();
    await putBack(backup, await readManifest(backup), placed(target.url, true), undefined);
    const log = await PostgresEventLog.open(elsewhere.url);
    const [early, late] = [newId(), newId()];
    let telling: Promise<void> | undefined;
    await tell(target.url, [early]);
    let looks = 0;
    let before = Infinity;
    const watched = lookedAt(log, async () => {
      // Before the snapshot one is told and sent on; after it another would be, and has to wait.
      if (++looks === 1) {
        await relayAll(target.url, 'payments', log);
        before = Date.now();
        return;
      }
      telling = tell(target.url, [late]).then(() => relayAll(target.url, 'payments', log));
      await until('it waits, or is in the log', async () => {
        return (await waitsForLock(target.url, 'relation')) || (await log.held([late])).size > 0;
      });
    });
    const { taken, rows } = await backupWithLog(join(folder, 'while it runs'), watched);
    await telling;
    expect(rows).toEqual([early]);
    expect(Date.parse(taken.contents.takenAt)).toBeGreaterThanOrEqual(before);
    await log.close();
    await elsewhere.drop();
  }, 60_000);

  it.each<[string, () => Promise<void>]>([
    ['not held to its end', async () => undefined],
    ['held for a log that answers no more', () => new Promise(() => undefined)],
  ])('a backup with a log elsewhere is none when the outboxes were %s', async (what, thereupon) => {
    const elsewhere = await freshDatabase();
    await putBack(backup, await readManifest(backup), placed(target.url, true), undefined);
    const log = await PostgresEventLog.open(elsewhere.url);
    let looks = 0;
    const watched = lookedAt(log, async () => {
      if (++looks < 2) return;
      await endHolders(target.url);
      await thereupon();
    });
    await expect(backupWithLog(join(folder, what), watched)).rejects.toThrow('was lost: try again');
    await log.close();
    await elsewhere.drop();
  });

  it('a backup that cannot be written says so, and keeps no snapshot open', async () => {
    const [elsewhere, into] = [await freshDatabase(), join(folder, 'cannot be written')];
    await putBack(backup, await readManifest(backup), placed(target.url, true), undefined);
    const log = await PostgresEventLog.open(elsewhere.url);
    const watched = lookedAt(log, async () => {
      await mkdir(join(into, 'tables'), { recursive: true });
      await writeFile(join(into, 'tables', 'event_log.topics.copy.gz'), 'is in the way');
    });
    await expect(backupWithLog(into, watched)).rejects.toThrow('EEXIST');
    await until('its connections are gone', async () => {
      return (await connectionsOf('ally backup', target.url)) === 0;
    });
    await log.close();
    await elsewhere.drop();
  });

  it('while a backup waits for one outbox, facts are told by way of the others all the same', async () => {
    await putBack(backup, await readManifest(backup), placed(target.url, true), undefined);
    const other = new Client({ connectionString: target.url });
    await other.connect();
    await other.query('BEGIN; LOCK TABLE notifications.outbox IN ROW EXCLUSIVE MODE');
    const holding = HeldOutboxes.hold(target.url, SERVICES);
    await until('it waits', () => waitsForLock(target.url, 'relation'));
    const told = newId();
    await tell(target.url, [told]);
    expect(await waiting(target.url)).toEqual([told]);
    await other.query('COMMIT');
    await other.end();
    const held = await holding;
    await held.release();
    await held.close();
  }, 30_000);

  it('where the log is in Kafka, API keys make none in the database, and one that was left there is asked nothing', async () => {
    await putBack(backup, await readManifest(backup), placed(target.url, false), undefined);
    const forgotten = { ...ally.settings, DATABASE_URL: target.url, ALLY_CLOCK: 'test' };
    const onKafka = { ...forgotten, KAFKA_BROKERS: '127.0.0.1:1' };
    expect(await runAlly(['api-key', 'list'], onKafka)).toMatchObject({ exitCode: 0 });
    const tables = Object.keys(await stateOfTables(target.url));
    expect(tables.filter((table) => table.startsWith('event_log'))).toEqual([]);
    await runAlly(['migrate'], forgotten);
    const verified = await runAlly(['verify'], onKafka);
    expect(verified).toEqual({ exitCode: 0, said: expect.stringMatching(/ 0 violated, \d+ left out$/) });
    expect(await runAlly(['verify'], forgotten)).toMatchObject({ exitCode: 1 });
  }, 30_000);

  it('facts that no service tells any more do not go into a log elsewhere, and nothing is changed', async () => {
    const [old, into] = [await freshDatabase(), join(folder, 'old')];
    await putBack(backup, await readManifest(backup), placed(old.url, true), undefined);
    const log = await PostgresEventLog.open(old.url);
    await log.append([{ ...fact, id: newId(), topic: 'billing.invoice.v1' }]);
    await log.close();
    await runAlly(['backup', into], { ...ally.settings, DATABASE_URL: old.url });
    await rm(filesDir, { recursive: true });
    const restored = putBack(into, await readManifest(into), placed(target.url, false), undefined);
    await expect(restored).rejects.toThrow('No service here tells the facts of billing.invoice.v1');
    await expectNothingChanged();
    await old.drop();
  });

  it('a file store that lacks what a release promises makes no backup', async () => {
    await putBack(backup, await readManifest(backup), placed(target.url, true), undefined);
    await rm(filesDir, { recursive: true });
    const wrong = await runAlly(['backup', join(folder, 'wrong')], { ...ally.settings, ...env });
    expect(wrong).toEqual({
      exitCode: 1,
      said: expect.stringMatching(/lacks \d files of releases.+is ALLY_FILES_DIR right/),
    });
  });

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

/** How many there are by the name that PostgreSQL knows. */
async function connectionsOf(name: string, url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    'SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1',
    [name],
  );
  await client.end();
  return rows.length;
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

/** As the log and the services do by themselves after some weeks. */
async function forgetAFact(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ id: string }>(
    `WITH gone AS (
       DELETE FROM event_log.events WHERE topic = 'catalog.course.v1' AND "offset" = 0 RETURNING id
     ), counted AS (
       UPDATE event_log.topics SET forgotten = 1 WHERE name = 'catalog.course.v1'
     ) SELECT id FROM gone`,
  );
  for (const service of SERVICES)
    await client.query(`DELETE FROM ${service}.inbox WHERE event_id = $1`, [rows[0]?.id]);
  await client.end();
}
