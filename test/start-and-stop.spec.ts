import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { runStart } from '../tools/demo/start-solo.js';
import {
  isRunning,
  residentMemory,
  startInVain,
  startSolo,
  temporaryDataDir,
  type Solo,
} from './support/start-solo.js';
import { until } from './support/until.js';

const MEGABYTE = 1024 * 1024;
/** It builds, makes a database and starts all services before it makes files; on a busy machine that takes a while. */
const FIRST_START_WITHIN_MS = 40_000;
const FREE_WORKSHOP = 'an-open-evening-on-coaching';

interface ListedSession {
  readonly id: string;
  readonly workshop: { readonly slug: string };
  readonly capacity: number;
  readonly seatsLeft: number;
}

describe('npm start', () => {
  let solo: Solo;
  let folder: Awaited<ReturnType<typeof temporaryDataDir>>;

  beforeAll(async () => {
    folder = await temporaryDataDir();
    solo = await startSolo({ dataDir: folder.dataDir });
  }, 60_000);

  afterAll(async () => {
    if (isRunning(solo.pid)) await solo.end('SIGTERM');
    await folder.remove();
  }, 60_000);

  it('brings up the demo and prints where everything is, the key itself excepted', async () => {
    for (const path of ['/v1/articles', '/v1/workshops', '/v1/sessions', '/v1/courses', '/mailbox']) {
      expect(solo.output()).toContain(solo.url + path);
      expect((await fetch(solo.url + path)).status).toBe(200);
    }
    expect(solo.output()).not.toContain(solo.operatorKey);
    const nearlyFull = (await sessions()).filter(({ capacity }) => capacity === 8);
    expect(nearlyFull).toMatchObject([{ seatsLeft: 2 }]);
    expect(await sessions()).toHaveLength(12);
  });

  it('keeps to 60 database connections under load, and to 220 MB of memory after it', async () => {
    const database = new Client({ connectionString: solo.databaseUrl() });
    await database.connect();
    const connections = async () => {
      const { rows } = await database.query<{ connections: string }>(
        `SELECT count(*) AS connections FROM pg_stat_activity
         WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
      );
      return Number(rows[0]?.connections);
    };
    const [session] = await freeSessions();
    const load = Promise.all(
      Array.from({ length: 300 }, async (_, nth) => {
        const answer =
          nth % 10 === 0 ? await enroll(session?.id, nth) : await fetch(`${solo.url}/v1/sessions`);
        return answer.status;
      }),
    );
    let most = 0;
    for (let settled = false; !settled;) {
      most = Math.max(most, await connections());
      settled = await Promise.race([load.then(() => true), pause(10, false)]);
    }
    await database.end();
    expect(new Set(await load)).toEqual(new Set([200, 201]));
    expect(most).toBeGreaterThan(20);
    expect(most).toBeLessThanOrEqual(60);
    expect(residentMemory(solo.pid)).toBeLessThan(220 * MEGABYTE);
  });

  it('says in one sentence that another Ally has the data folder, and leaves that one alone', async () => {
    const { exitCode, said } = await startInVain({ ALLY_DATA_DIR: folder.dataDir });
    expect(exitCode).toBe(1);
    expectOneSentence(
      said,
      /^The data folder .+ is in use by another Ally \(process \d+\)\. Stop it first, or/,
    );
    expect((await fetch(`${solo.url}/v1/sessions`)).status).toBe(200);
  }, 20_000);

  it('says in one sentence that the port is taken', async () => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as AddressInfo;
    const { exitCode, said } = await startInVain({ PORT: `${port}`, ALLY_DATA_DIR: `${folder.dataDir}-2` });
    other.close();
    expect(exitCode).toBe(1);
    expectOneSentence(said, new RegExp(`^Port ${port} is taken by another program: .+ PORT`));
  });

  it('says in one sentence that the data folder cannot be written', async () => {
    const file = `${dirname(folder.dataDir)}/a-file`;
    await writeFile(file, '');
    const { exitCode, said } = await startInVain({ ALLY_DATA_DIR: `${file}/data` });
    expect(exitCode).toBe(1);
    expectOneSentence(said, /^The data folder .+ cannot be written \(ENOTDIR\): set ALLY_DATA_DIR to/);
  });

  it('says in one sentence that Node is too old', async () => {
    const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.8' } })`;
    const { exitCode, said } = await startInVain({}, ['--import', `data:text/javascript,${older}`]);
    expect(exitCode).toBe(1);
    expectOneSentence(said, /^Ally needs Node 20\.19 or newer; this is 18\.20\.8\.$/);
  });

  it.each([
    ['a port that is no number', { PORT: 'three thousand' }, /^The setting PORT is wrong: /],
    ['an unknown clock', { ALLY_CLOCK: 'sundial' }, /^The setting ALLY_CLOCK is wrong: /],
    [
      'a public address without ALLY_DEMO=1',
      { ALLY_HOST: '0.0.0.0' },
      /listen on 0\.0\.0\.0.+ set ALLY_DEMO=1/,
    ],
  ])('refuses %s in one sentence', async (_, settings, sentence) => {
    const { exitCode, said } = await startInVain({ ...settings, ALLY_DATA_DIR: `${folder.dataDir}-2` });
    expect(exitCode).toBe(1);
    expectOneSentence(said, sentence);
  });

  it('when it is killed while people enroll, then the next start has all that was acknowledged, on the same PostgreSQL', async () => {
    const [, session] = await freeSessions();
    const before = session?.seatsLeft ?? 0;
    let acknowledged = 0;
    const enrolling = (async () => {
      for (let nth = 1000; ; nth++) {
        const answer = await enroll(session?.id, nth);
        if (answer.status === 201) acknowledged++;
      }
    })();
    await until('ten enrollments are acknowledged', () => acknowledged >= 10);
    expect(await solo.end('SIGKILL')).toBeNull();
    await expect(enrolling).rejects.toThrow('fetch failed');
    const left = solo;
    expect(isRunning(left.postgresPid())).toBe(true);

    solo = await startSolo({ dataDir: folder.dataDir });
    expect(solo.postgresPid()).toBe(left.postgresPid());
    expect(solo.operatorKey).toBe(left.operatorKey);
    const after = (await sessions()).find(({ id }) => id === session?.id);
    expect(before - (after?.seatsLeft ?? before)).toBeGreaterThanOrEqual(acknowledged);
    expect(await sessions()).toHaveLength(12);
  }, 30_000);

  it('when it is stopped, then a request in flight is answered first, and nothing is left running', async () => {
    const [, session] = await freeSessions();
    const database = new Client({ connectionString: solo.databaseUrl() });
    database.on('error', () => undefined); // PostgreSQL ends it at the end
    await database.connect();
    await database.query('BEGIN');
    await database.query('LOCK TABLE enrollment.enrollments IN ACCESS EXCLUSIVE MODE');
    const inFlight = enroll(session?.id, 2000);
    await until('the request waits for the lock', async () => {
      const { rows } = await database.query(
        `SELECT FROM pg_locks WHERE NOT granted AND relation IS NOT NULL`,
      );
      return rows.length > 0;
    });

    const ended = solo.end('SIGTERM');
    void solo.end('SIGINT'); // npm passes on what the terminal has sent already
    await until('nothing new is taken in', async () =>
      fetch(`${solo.url}/v1/sessions`).then(
        () => false,
        () => true,
      ),
    );
    await database.query('COMMIT');
    expect((await inFlight).status).toBe(201);
    expect(await ended).toBe(0);
    // An orphan stays in the table of processes until init has looked at it.
    await until('PostgreSQL is gone', () => !isRunning(solo.postgresPid()));
    expect(solo.output()).toMatch(/Ally is ready on \S+\n$/);
  }, 30_000);

  async function sessions(): Promise<ListedSession[]> {
    const answer = await fetch(`${solo.url}/v1/sessions?limit=100`);
    const { data } = (await answer.json()) as { data: ListedSession[] };
    return data;
  }

  async function freeSessions(): Promise<ListedSession[]> {
    return (await sessions()).filter(({ workshop }) => workshop.slug === FREE_WORKSHOP);
  }

  async function enroll(sessionId: string | undefined, nth: number): Promise<Response> {
    return fetch(`${solo.url}/v1/enrollments`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        sessionId,
        seats: 1,
        person: { name: `Guest ${nth}`, email: `guest-${nth}@example.org` },
      }),
    });
  }
});

describe('a first start that is cut off while it makes the files of the demo', () => {
  const whileItMakesFiles = async (dataDir: string) => {
    const start = runStart({ ALLY_DATA_DIR: dataDir });
    try {
      const makesFiles = () => existsSync(join(dataDir, 'making-demo-files'));
      await until('files are being made', makesFiles, FIRST_START_WITHIN_MS);
    } catch (error) {
      start.kill('SIGKILL');
      throw error;
    }
    return start;
  };

  it('when it is asked to stop, then it does, without making the rest of them or saying that it is ready', async () => {
    const { dataDir, remove } = await temporaryDataDir();
    const start = await whileItMakesFiles(dataDir);
    start.kill('SIGTERM');
    expect(await start.exited).toBe(0);
    expect(start.output()).toBe('');
    expect(existsSync(join(dataDir, 'demo-catalog-is-seeded'))).toBe(false);
    expect((await readdir(dataDir)).filter((name) => name.startsWith('making'))).toEqual([]);
    expect(existsSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'))).toBe(false);
    await remove();
  }, 60_000);

  it('when it is killed, then the next start goes on where it was', async () => {
    const { dataDir, remove } = await temporaryDataDir();
    const start = await whileItMakesFiles(dataDir);
    start.kill('SIGKILL');
    await start.exited;
    const solo = await startSolo({ dataDir });
    for (const [list, length] of Object.entries({
      articles: 3,
      workshops: 5,
      courses: 3,
      coaches: 5,
      sessions: 12,
    })) {
      const answer = await fetch(`${solo.url}/v1/${list}`);
      expect(await answer.json()).toMatchObject({ data: { length } });
    }
    const { data } = (await (await fetch(`${solo.url}/v1/sessions`)).json()) as { data: ListedSession[] };
    expect(data.filter(({ capacity }) => capacity === 8)).toMatchObject([{ seatsLeft: 2 }]);
    expect((await readdir(dataDir)).filter((name) => name.startsWith('making'))).toEqual([]);
    expect(await solo.end('SIGTERM')).toBe(0);
    await remove();
  }, 120_000);
});

function expectOneSentence(said: string, sentence: RegExp): void {
  expect(said.trim().split('\n')).toHaveLength(1);
  expect(said.trim()).toMatch(sentence);
}
