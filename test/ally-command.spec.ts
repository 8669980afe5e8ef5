import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { newId } from '#libs/database';
import { runCommand } from '../apps/ally/src/run-command.js';
import { startSolo, temporaryDataDir, type Solo } from './support/start-solo.js';
import { until } from './support/until.js';

let folder: Awaited<ReturnType<typeof temporaryDataDir>>;
let solo: Solo;
let database: Client;

beforeAll(async () => {
  folder = await temporaryDataDir();
  solo = await startSolo({ dataDir: folder.dataDir });
  database = new Client({ connectionString: solo.databaseUrl() });
  database.on('error', () => undefined); // PostgreSQL ends it at the end
  await database.connect();
}, 60_000);

afterAll(async () => {
  await solo.end('SIGTERM');
  await folder.remove();
}, 20_000);

interface Said {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}
const onTheFolder = () => ({ ALLY_DATA_DIR: folder.dataDir });

/** Runs a command in this process, which saves the start of another. */
async function ally(words: string[], env: Record<string, string> = onTheFolder()): Promise<Said> {
  const said = { stdout: '', stderr: '' };
  const exitCode = await runCommand(words, env, {
    say: (line) => (said.stdout += `${line}\n`),
    complain: (line) => (said.stderr += `${line}\n`),
  });
  return { exitCode, ...said };
}

/** Runs a command as `npm run ally -- …` does once it has built. */
async function allyFromTheShell(words: string[]): Promise<Said> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['dist/apps/ally/src/main.js', ...words], {
    env: { PATH, HOME, ...onTheFolder() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => (said[name] += text));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, ...said };
}

describe('the command line of Ally, while it runs', () => {
  it('when the password of its database is wrong, then it says so in a sentence', async () => {
    const url = new URL(solo.databaseUrl());
    url.password = 'a-guess';
    const { exitCode, stderr } = await ally(['verify'], { DATABASE_URL: url.href });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^PostgreSQL does not let in who DATABASE_URL names: password authentication .+\.\n$/,
    );
  });

  it('says what there is, and how each is used', async () => {
    const { exitCode, stdout } = await ally(['--help']);
    expect(exitCode).toBe(0);
    for (const name of ['verify', 'dead-letters replay', 'events redeliver', 'api-key create', 'migrate'])
      expect(stdout).toContain(name);
    expect((await ally(['verify', '--help'])).stdout).toContain('--at-rest');
    expect(await ally(['verfy'])).toMatchObject({
      exitCode: 2,
      stderr: 'There is no command verfy. `npm run ally -- --help` lists them.\n',
    });
    expect(await ally(['dead-letters', 'replay', 'a'])).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('verifies what has to be true, and leaves Ally alone', async () => {
    await until('the demo has settled', async () => {
      const { rows } = await database.query(
        `SELECT FROM event_log.cursors c JOIN event_log.topics t ON t.name = c.topic WHERE c.next_offset < t.next_offset`,
      );
      return rows.length === 0;
    });
    const { exitCode, stdout } = await allyFromTheShell(['verify', '--at-rest']);
    expect(stdout).toMatch(/^ok {8}enrollment seats-add-up: /m);
    expect(stdout).toMatch(/^ok {8}all-services nobody-has-paid-for-nothing: /m);
    expect(stdout).toMatch(/\n\d+ hold, 0 violated\n$/);
    expect(exitCode).toBe(0);
    expect((await fetch(`${solo.url}/v1/sessions`)).status).toBe(200);
  }, 20_000);

  it('when something is violated, then it says what and where, and the exit code tells programs', async () => {
    const { rows } = await database.query<{ id: string }>(
      'UPDATE enrollment.sessions SET taken = taken + 1 WHERE taken > 0 RETURNING id',
    );
    const [first] = rows.map(({ id }) => id).toSorted();
    const { exitCode, stdout } = await ally(['verify']);
    const inJson = await ally(['verify', '--json']);
    await database.query('UPDATE enrollment.sessions SET taken = taken - 1 WHERE taken > 0');
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`VIOLATED  enrollment seats-add-up: `);
    expect(stdout).toContain(`            ${first}  held 0 of 0, taken `);
    expect(inJson.exitCode).toBe(1);
    const { holds, checked } = JSON.parse(inJson.stdout) as { holds: boolean; checked: object[] };
    expect(holds).toBe(false);
    expect(checked).toContainEqual({
      part: 'enrollment',
      findings: expect.arrayContaining([
        expect.objectContaining({ name: 'seats-add-up', outcome: 'violated', count: rows.length }),
      ]),
    });
  }, 20_000);

  it('lists dead letters, and has them handled again once the reason is mended', async () => {
    expect((await ally(['dead-letters', 'list'])).stdout).toBe('There are no dead letters.\n');
    const key = newId();
    await database.query(
      `INSERT INTO enrollment.dead_letters
         (consumer, event_id, topic, type, key, occurred_at, data, state, reason, attempts)
       VALUES ('enrollment.keep-workshop-facts', $1, 'catalog.workshop.v1', 'catalog.workshop.published', $2, now(),
         $3, 'failed', 'Error: the disk was full', 3)`,
      [newId(), key, { workshopId: key, slug: 'kept', title: 'Kept', format: 'online' }],
    );
    const [line = ''] = (await ally(['dead-letters', 'list'])).stdout.split('\n');
    expect(line).toContain(`enrollment.keep-workshop-facts catalog.workshop.v1 ${key}  `);
    expect(line).toContain('failed 3 times');
    const replay = ['dead-letters', 'replay', ...line.split(/ +/).slice(0, 3)];
    expect(await ally(replay)).toMatchObject({ exitCode: 0, stdout: '1 event handled.\n' });
    const trail = await database.query(
      `SELECT actor_id, after FROM enrollment.audit_entries WHERE action = 'dead-letters.replay-wished'`,
    );
    expect(trail.rows).toEqual([{ actor_id: 'this-machine', after: { wished: 1 } }]);
    expect(await ally(replay)).toMatchObject({ exitCode: 1, stdout: 'There are no such dead letters.\n' });
    const facts = await database.query('SELECT title FROM enrollment.workshop_facts WHERE slug = $1', [
      'kept',
    ]);
    expect(facts.rows).toEqual([{ title: 'Kept' }]);
    await database.query(`DELETE FROM enrollment.workshop_facts WHERE slug = 'kept'`);
    await database.query(
      `DELETE FROM enrollment.inbox i WHERE NOT EXISTS (SELECT FROM event_log.events e WHERE e.id = i.event_id)`,
    );
  }, 20_000);

  it('has every event delivered again, and nothing happens twice', async () => {
    const inbox = async () => (await database.query('SELECT count(*) FROM notifications.inbox')).rows[0];
    const before = await inbox();
    const { exitCode, stdout } = await ally(['events', 'redeliver', 'notifications']);
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^notifications gets .+: \d+ events\.\n$/)]);
    await until('all is read again', async () => (await ally(['verify', '--at-rest'])).exitCode === 0);
    expect(await inbox()).toEqual(before);
  }, 30_000);

  it('makes an API key that opens what it says, until it is revoked', async () => {
    const made = await ally(['api-key', 'create', 'front-desk', '--scope', 'audit:read']);
    expect(made).toMatchObject({ exitCode: 0, stderr: '' });
    const [about = '', key = ''] = made.stdout.split('\n');
    const headers = { authorization: `Bearer ${key}` };
    const answers = async () =>
      Promise.all(
        ['catalog', 'enrollment', 'payments', 'notifications'].map(
          async (service) => (await fetch(`${solo.url}/v1/audit-entries/${service}`, { headers })).status,
        ),
      );
    expect(await answers()).toEqual([200, 200, 200, 200]);
    expect((await ally(['api-key', 'list'])).stdout).toMatch(
      / front-desk ally_test_\w{22}… opens audit:read/,
    );
    const [id = ''] = about.split(' ');
    expect(await ally(['api-key', 'revoke', id])).toMatchObject({ exitCode: 0 });
    expect(await answers()).toEqual([401, 401, 401, 401]);
    const none = await ally(['api-key', 'create', 'no-scope']);
    expect(none).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining('scopes') });
  }, 20_000);

  it('makes facts again from the log, all that there are, and finds those that are not as the log says', async () => {
    const { rows: tables } = await database.query<{ schema: string; name: string; row: string }>(
      `SELECT schemaname AS schema, relname AS name, schemaname || '.' || relname AS row FROM pg_stat_user_tables
       WHERE relname LIKE '%\\_facts' AND schemaname <> 'event_log' ORDER BY 3`,
    );
    const facts = () =>
      Promise.all(
        tables.map(async ({ row }) => (await database.query(`SELECT * FROM ${row} ORDER BY 1`)).rows),
      );
    const before = await facts();
    expect(before.filter((rows) => rows.length === 0)).toEqual([]);
    for (const { row } of tables) await database.query(`DELETE FROM ${row}`);
    const services = [...new Set(tables.map(({ schema }) => schema))];
    expect(services).toEqual(['catalog', 'enrollment', 'notifications', 'payments']);
    for (const service of services) {
      const again = await ally(['facts', 'rebuild', service, '--check']);
      expect(again).toMatchObject({ exitCode: 1, stderr: '' });
      for (const { name } of tables.filter(({ schema }) => schema === service))
        expect(again.stdout).toMatch(new RegExp(`^${name}: (\\d+) rows, \\1 differ\\n  .+  missing$`, 'm'));
      expect(await ally(['facts', 'rebuild', service])).toMatchObject({ exitCode: 0, stderr: '' });
      expect(await ally(['facts', 'rebuild', service, '--check'])).toMatchObject({ exitCode: 0 });
    }
    expect(await facts()).toEqual(before);
  }, 30_000);
});

describe('the command line of Ally, while it does not run', () => {
  it('verifies and migrates all the same, and leaves nothing running', async () => {
    const pidFile = join(folder.dataDir, 'postgres', 'cluster', 'postmaster.pid');
    expect(await solo.end('SIGTERM')).toBe(0);
    const verified = await ally(['verify']);
    expect(verified).toMatchObject({ exitCode: 0, stderr: '' });
    expect(verified.stdout).not.toContain('holds-are-closed-in-time');
    const migrated = await ally(['migrate']);
    expect(migrated.stdout).toContain('payments: 0 migrations applied');
    await until('PostgreSQL is gone', () => !existsSync(pidFile));
  }, 30_000);

  it('says in one sentence where there is no Ally', async () => {
    const nowhere = { ALLY_DATA_DIR: `${folder.dataDir}-nowhere` };
    const { exitCode, stdout, stderr } = await ally(['verify'], nowhere);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^There is no Ally in \S+-nowhere: start one there with `npm start`, or set /);
  });
});
