import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { until } from '../../../test/support/until.js';
import {
  DataFolderInUse,
  startEmbeddedPostgres,
  visitEmbeddedPostgres,
  type EmbeddedPostgres,
} from './embedded-postgres.js';

const source = join(import.meta.dirname, 'embedded-postgres.ts');
const loader = join(import.meta.dirname, '../../../test/support/run-typescript.mjs');

const others: ChildProcess[] = [];

/** Another Ally: a process that starts the folder's PostgreSQL, prints what came of it, and lives on as its owner. */
function anotherAlly(dataDir: string): { process: ChildProcess; said: Promise<string> } {
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(source)});
    try {
      console.log('started', (await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, durable: false })).pid);
    } catch (error) {
      console.log(error.name, error.message);
    }`;
  const args = ['--import', loader, '--input-type=module', '-e', script];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  others.push(child);
  return { process: child, said: once(createInterface(child.stdout), 'line').then(([line]) => String(line)) };
}

/** Kills the process with all of its group, as closing a terminal may. */
async function killed(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // It has ended by itself, and its exit is about to be told.
    if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== 'ESRCH')
      throw error;
  }
  await exited;
}

async function query(postgres: EmbeddedPostgres, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: postgres.url('ally') });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const running = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('an embedded PostgreSQL', () => {
  let parent: string;
  /** Most tests share one folder, because making a cluster takes a second. */
  let shared: string;
  let dataDir: string;
  let started: EmbeddedPostgres[];

  const start = async (options: { port?: number; durable?: boolean } = {}): Promise<EmbeddedPostgres> => {
    const postgres = await startEmbeddedPostgres({ dataDir, durable: false, ...options });
    started.push(postgres);
    return postgres;
  };
  const pidFile = () => join(dataDir, 'postgres/cluster/postmaster.pid');

  beforeAll(async () => {
    parent = realpathSync(await mkdtemp(join(tmpdir(), 'ally-postgres-')));
    await chmod(parent, 0o755);
    shared = join(parent, 'data');
  });

  beforeEach(() => {
    dataDir = shared;
    started = [];
  });

  afterEach(async () => {
    for (const other of others.splice(0)) await killed(other);
    for (const postgres of started) await postgres.stop();
  });

  afterAll(() => rm(parent, { recursive: true, force: true }));

  it('creates the database ally at the first start, and keeps its data at the second', async () => {
    const first = await start();
    await query(first, `CREATE TABLE seats AS SELECT 12 AS free`);
    await first.stop();
    const second = await start();
    expect(await query(second, 'SELECT free FROM seats')).toEqual([{ free: 12 }]);
  });

  it('listens on the loopback alone, on a port below 32768, in UTF-8, and wants its password', async () => {
    const postgres = await start();
    expect(postgres.port).toBeLessThan(32_768);
    const [settings] = await query(
      postgres,
      `SELECT current_setting('listen_addresses') AS address, current_setting('unix_socket_directories') AS sockets,
              current_setting('server_encoding') AS encoding, datlocale AS locale
       FROM pg_database WHERE datname = 'ally'`,
    );
    expect(settings).toEqual({ address: '127.0.0.1', sockets: '', encoding: 'UTF8', locale: 'C.UTF-8' });
    const stranger = new Client({ connectionString: postgres.url('ally').replace(/:[^:@]+@/, ':guess@') });
    await expect(stranger.connect()).rejects.toThrow('password authentication failed');
    expect((await stat(join(dataDir, 'postgres/password'))).mode & 0o777).toBe(0o600);
  });

  it('syncs to disk unless it is told that nobody will miss the data', async () => {
    const throwAway = await start();
    expect(await query(throwAway, 'SHOW fsync')).toEqual([{ fsync: 'off' }]);
    await throwAway.stop();
    const durable = await start({ durable: true });
    expect(await query(durable, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
  });

  it('writes neither statements nor values of rows to its log', async () => {
    const postgres = await start();
    await query(postgres, `CREATE TABLE people (email text PRIMARY KEY)`);
    await query(postgres, `INSERT INTO people VALUES ('ada@example.org')`);
    await expect(query(postgres, `INSERT INTO people VALUES ('ada@example.org')`)).rejects.toThrow(
      'duplicate',
    );
    expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).not.toContain('ada@example.org');
  });

  it('is stopped once, however often it is asked, and is gone then', async () => {
    const postgres = await start();
    await Promise.all([postgres.stop(), postgres.stop()]);
    await postgres.stop();
    expect(existsSync(pidFile())).toBe(false);
    await expect(query(postgres, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  });

  const visited = async () => {
    const found = await visitEmbeddedPostgres(dataDir);
    if (found === undefined || found === 'stopped') throw new Error('It does not run');
    return found;
  };

  it('is adopted by the next start, when its owner was killed', async () => {
    const victim = anotherAlly(dataDir);
    const [, pid] = (await victim.said).split(' ');
    await killed(victim.process);
    expect(running(Number(pid))).toBe(true);
    await until('the owner is gone', async () => !(await visited()).hasOwner);

    const postgres = await start();
    expect((await visited()).hasOwner).toBe(true);
    expect(postgres.pid).toBe(Number(pid));
    expect(await query(postgres, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await postgres.stop();
    expect(existsSync(pidFile())).toBe(false);
  });

  it('runs on when its owner leaves it, comes up by itself no more, and is adopted by the next start', async () => {
    const left = await startEmbeddedPostgres({ dataDir, durable: false });
    await left.leave();
    const next = await start();
    expect(next.pid).toBe(left.pid);
    await next.leave();
    process.kill(next.pid, 'SIGKILL');
    await until('the server is gone', () => !running(next.pid));
    expect(await visitEmbeddedPostgres(dataDir)).toBe('stopped');
  });

  it('refuses a second owner with one clear sentence, and the first goes on', async () => {
    const postgres = await start();
    const second = anotherAlly(dataDir);
    expect(await second.said).toBe(
      `DataFolderInUse The data folder ${dataDir} is in use by another Ally (process ${process.pid}). ` +
        'Stop it first, or set ALLY_DATA_DIR to another folder.',
    );
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(DataFolderInUse);
    expect(await query(postgres, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('gets one owner and one server, when several race for a new folder', async () => {
    dataDir = join(parent, 'raced');
    const allys = [anotherAlly(dataDir), anotherAlly(dataDir), anotherAlly(dataDir)];
    const said = await Promise.all(allys.map((ally) => ally.said));
    const winner = said.findIndex((line) => line.startsWith('started'));
    const owner = allys[winner]?.process.pid;
    expect(said.filter((_, index) => index !== winner)).toEqual(
      Array<unknown>(2).fill(expect.stringMatching(`^DataFolderInUse .*\\(process ${owner}\\)`)),
    );
    expect((await readdir(dataDir)).filter((name) => name.startsWith('postgres.new-'))).toEqual([]);
    for (const ally of allys) await killed(ally.process);
    expect(`started ${(await start()).pid}`).toBe(said[winner]);
  }, 30_000);

  it('clears away what a start left that was killed while it was making the cluster', async () => {
    await mkdir(join(dataDir, `postgres.new-${2 ** 22 + 1}-abc`, 'cluster'), { recursive: true });
    await mkdir(join(dataDir, `postgres.new-${process.pid}-abc`, 'cluster'), { recursive: true });
    await start();
    const drafts = (await readdir(dataDir)).filter((name) => name.startsWith('postgres.new-'));
    expect(drafts).toEqual([`postgres.new-${process.pid}-abc`]);
  });

  it('changes hands when one stops while the next is starting', async () => {
    const postgres = await start();
    const next = anotherAlly(dataDir);
    await Promise.race([next.said, sleep(700)]);
    await postgres.stop();
    expect(await next.said).toMatch(/^(started|DataFolderInUse) /);
  }, 30_000);

  it('starts over a postmaster.pid whose process is dead, or whose number another program has now', async () => {
    await (await start()).stop();
    const leave = async (pid: number): Promise<void> => {
      await writeFile(pidFile(), `${pid}\n${dataDir}\n1700000000\n5432\n\n127.0.0.1\n  1 2\nready   \n`);
      const { uid, gid } = await stat(join(dataDir, 'postgres'));
      await chown(pidFile(), uid, gid);
    };
    await leave(2 ** 22 + 1);
    await (await start()).stop();

    const { uid, gid } = await stat(join(dataDir, 'postgres'));
    const account = process.getuid?.() === 0 ? { uid, gid } : {};
    const other = spawn('sleep', ['60'], { detached: true, stdio: 'ignore', ...account });
    others.push(other);
    await once(other, 'spawn');
    await leave(other.pid ?? 0);
    expect(await visitEmbeddedPostgres(dataDir)).toBe('stopped');
    expect(existsSync(pidFile())).toBe(true);
    await (await start()).stop();
    expect(running(other.pid ?? 0)).toBe(true);
  });

  it('comes up again on its port, still owned, when it dies under a running Ally', async () => {
    const postgres = await start();
    const { pid, port } = postgres;
    process.kill(pid, 'SIGKILL');
    for (let attempt = 1; postgres.pid === pid && attempt < 100; attempt++) await sleep(50);
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(DataFolderInUse);
    expect(postgres.port).toBe(port);
    expect(postgres.pid).not.toBe(pid);
    expect(await query(postgres, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('says what is wrong when its port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    await expect(start({ port })).rejects.toThrow(
      /^PostgreSQL's pg_ctl failed: .*could not create any TCP\/IP sockets/,
    );
    taken.close();
  });

  it('says in one sentence that a folder cannot be written', async () => {
    const file = join(parent, 'file');
    await writeFile(file, '');
    await expect(startEmbeddedPostgres({ dataDir: join(file, 'data') })).rejects.toThrow(
      `The data folder ${join(file, 'data')} cannot be written (ENOTDIR): set ALLY_DATA_DIR to another folder.`,
    );
  });

  it('runs even if its account may not walk through the folders above', async () => {
    dataDir = join(parent, 'home', 'data');
    await mkdir(join(parent, 'home'), { mode: 0o700 });
    const postgres = await start();
    expect(await query(postgres, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});
