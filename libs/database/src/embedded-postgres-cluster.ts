import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readlinkSync, unlinkSync } from 'node:fs';
import {
  chown,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  PostgresUnavailable,
  accountForRoot,
  canReach,
  codeOf,
  postgresBinaries,
  type Account,
} from './embedded-postgres-binaries.js';

/** The data folder cannot be made or written; the message is one sentence for the person at the terminal. */
export class DataFolderNotWritable extends Error {
  override readonly name = 'DataFolderNotWritable';
  constructor(dataDir: string, cause: unknown) {
    super(
      `The data folder ${dataDir} cannot be written (${codeOf(cause)}): set ALLY_DATA_DIR to another folder.`,
      {
        cause,
      },
    );
  }
}

/** The data folder is another user's; the message is one sentence for the person at the terminal. */
export class DataFolderNotReadable extends Error {
  override readonly name = 'DataFolderNotReadable';
  constructor(dataDir: string, cause: unknown) {
    super(
      `The data folder ${dataDir} cannot be read (${codeOf(cause)}): do this as the user who runs Ally.`,
      {
        cause,
      },
    );
  }
}

/** A running postmaster. */
export interface Server {
  readonly pid: number;
  readonly port: number;
}

const LOCALE = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
const DRAFT = 'postgres.new-';

/**
 * PostgreSQL's files inside Ally's data folder: `postgres/cluster` with the data, `postgres/password` (0600) of the
 * superuser `ally`, and `postgres.log`. Makes, finds, starts and stops the server, and knows nothing of locks.
 */
export class Cluster {
  private readonly folder: string;

  private constructor(
    readonly dataDir: string,
    readonly password: string,
    private readonly binaries: string,
    private readonly account: Account | undefined,
  ) {
    this.folder = join(dataDir, 'postgres', 'cluster');
  }

  /** Opens the cluster of a data folder; makes both where they are missing, syncing to disk only if `durable`. */
  static async open(path: string, durable: boolean): Promise<Cluster> {
    const dataDir = await writableFolder(path);
    const home = join(dataDir, 'postgres');
    const account = await accountFor(home);
    const binaries = await postgresBinaries(account, dataDir);
    if (!existsSync(home)) await initialise(dataDir, binaries, account, durable);
    return new Cluster(dataDir, await readFile(join(home, 'password'), 'utf8'), binaries, account);
  }

  /**
   * The cluster of a data folder as it is; undefined where there is none. Changes nothing in it.
   * @throws DataFolderNotReadable when it is another user's.
   */
  static async find(path: string): Promise<Cluster | undefined> {
    const home = join(path, 'postgres');
    if (!existsSync(home)) return undefined;
    const dataDir = await realpath(path);
    const account = await accountFor(home);
    const binaries = await postgresBinaries(account, dataDir);
    const password = await readFile(join(home, 'password'), 'utf8').catch((cause: unknown) => {
      throw new DataFolderNotReadable(dataDir, cause);
    });
    return new Cluster(dataDir, password, binaries, account);
  }

  /** The postmaster of this cluster, if one runs, whoever started it. */
  running(): Server | undefined {
    const [pid, , , port] = this.pidFile();
    if (!pid || !port) return undefined;
    return this.isPostmaster(pid) ? { pid, port } : undefined;
  }

  /** Starts the server on 127.0.0.1 and resolves once it answers; the settings are those of `postgresql.conf`. */
  async start(port: number, settings: Record<string, string | number>): Promise<void> {
    // PostgreSQL itself sees through a dead pid, but not through one that another program has been given since.
    const [pid] = this.pidFile();
    if (pid && isAlive(pid) && !this.isPostmaster(pid)) unlinkSync(join(this.folder, 'postmaster.pid'));
    const all = { listen_addresses: '127.0.0.1', unix_socket_directories: '', port, ...settings };
    const options = Object.entries(all).map(([name, value]) => `-c ${name}=${value}`);
    await this.control('start', '-w', '-t', '60', '-o', options.join(' '));
  }

  /**
   * Ends every connection, writes a checkpoint and stops the server, if it still runs. Waits by itself: `pg_ctl -w`
   * would mistake for it a server that another process starts in its place at once.
   */
  async stop({ pid }: Server): Promise<void> {
    const runs = (): boolean => this.running()?.pid === pid;
    if (runs()) await this.control('stop', '-W', '-m', 'fast');
    for (let waits = 0; runs(); waits++) {
      if (waits === 1200)
        throw new PostgresUnavailable(`PostgreSQL (process ${pid}) did not stop within a minute.`);
      await sleep(50);
    }
  }

  /** Removes what starts left behind that were killed while they were making the cluster; others may be at it now. */
  async removeDrafts(): Promise<void> {
    for (const name of await readdir(this.dataDir)) {
      const maker = name.startsWith(DRAFT) ? parseInt(name.slice(DRAFT.length), 10) : process.pid;
      // The killed one's initdb may live on for a moment, and write.
      if (!isAlive(maker))
        await rm(join(this.dataDir, name), { recursive: true, force: true, maxRetries: 5 });
    }
  }

  private async control(command: string, ...options: string[]): Promise<void> {
    // The server may own its folder and still not be let through the folders above, such as a 0700 home of root.
    const folder = (await canReach(this.account, this.folder)) ? this.folder : '/proc/self/cwd';
    const args = [command, '-D', folder, '-s', ...options];
    await run(join(this.binaries, 'pg_ctl'), args, this.folder, this.dataDir, this.account);
  }

  /** The numbers in `postmaster.pid`, line by line; none without it. */
  private pidFile(): number[] {
    const file = join(this.folder, 'postmaster.pid');
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n').map(Number) : [];
  }

  private isPostmaster(pid: number): boolean {
    try {
      if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === this.folder;
      const windows = process.platform === 'win32';
      const pgCtl = join(this.binaries, 'pg_ctl');
      const [program, ...args] = windows
        ? [pgCtl, 'status', '-D', this.folder]
        : ['ps', '-o', 'comm=', '-p', `${pid}`];
      const said = execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
      return windows || said.trim().endsWith('postgres');
    } catch {
      return false; // there is no such process, or it is another user's
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // there is none, or it is another user's: PostgreSQL ignores both
  }
}

async function writableFolder(path: string): Promise<string> {
  try {
    await mkdir(path, { recursive: true });
    const folder = await realpath(path);
    closeSync(openSync(join(folder, 'postgres.log'), 'a'));
    return folder;
  } catch (error) {
    throw new DataFolderNotWritable(path, error);
  }
}

async function accountFor(home: string): Promise<Account | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  if (!existsSync(home)) return accountForRoot();
  const { uid, gid } = await stat(home);
  return { uid, gid };
}

/** Makes the cluster beside its place and then moves it there, so that a half-made one is never taken for a whole. */
async function initialise(dataDir: string, binaries: string, account: Account | undefined, durable: boolean) {
  const draft = await mkdtemp(join(dataDir, `${DRAFT}${process.pid}-`));
  const [cluster, password] = [join(draft, 'cluster'), join(draft, 'password')];
  try {
    await mkdir(cluster, { mode: 0o700 });
    await writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (account) {
      for (const path of [draft, cluster, password]) await chown(path, account.uid, account.gid);
    }
    const folder = (await canReach(account, cluster)) ? cluster : '/proc/self/cwd';
    const args = ['-D', folder, '-U', 'ally', '--pwfile=../password', '--auth=scram-sha-256', ...LOCALE];
    if (!durable) args.push('--no-sync');
    await run(join(binaries, 'initdb'), args, cluster, dataDir, account);
    await rename(draft, join(dataDir, 'postgres'));
  } catch (error) {
    if (!existsSync(join(dataDir, 'postgres'))) throw error; // else another start was faster
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/**
 * Runs one of PostgreSQL's programs, its output going to `postgres.log`. In a session of its own: Ctrl-C in a terminal
 * must not reach the server before Ally has closed its connections. The environment, with its secrets, stays here.
 */
async function run(
  program: string,
  args: string[],
  cwd: string,
  dataDir: string,
  account: Account | undefined,
) {
  const file = join(dataDir, 'postgres.log');
  const log = openSync(file, 'a');
  const { size } = fstatSync(log);
  try {
    const env = process.platform === 'win32' ? process.env : { LC_ALL: 'C' };
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ['ignore', log, log],
      detached: true,
      windowsHide: true,
      ...account,
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code === 0) return;
  } finally {
    closeSync(log);
  }
  const said = (await readFile(file)).subarray(size).toString().split('\n');
  const reason = said.findLast((line) => /FATAL|error/.test(line)) ?? 'it gave no reason';
  throw new PostgresUnavailable(`PostgreSQL's ${basename(program)} failed: ${reason} (in ${file}).`);
}
