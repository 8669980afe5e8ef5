import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStart } from '../../tools/demo/start-solo.js';

/** An Ally as `npm start` runs it, in a process of its own. */
export interface Solo {
  /** Where it listens, without a slash at its end. */
  readonly url: string;
  readonly operatorKey: string;
  readonly dataDir: string;
  readonly pid: number;
  /** Everything that it has printed. */
  output(): string;
  /** The owner's connection string of its database. */
  databaseUrl(): string;
  /** The process of its PostgreSQL, whether it runs or not. */
  postgresPid(): number;
  /** Sends a signal and resolves with the exit code: null when the signal itself ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export interface SoloOptions {
  /** An empty one, or one that another Ally has left; `temporaryDataDir` makes one. */
  readonly dataDir: string;
  readonly clock?: 'system' | 'test';
  /** Further settings, by their names in the environment. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A data folder, and how to remove it once nobody uses it any more. */
export async function temporaryDataDir(): Promise<{ dataDir: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'ally-solo-'));
  return {
    dataDir: join(folder, 'data'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Starts Ally on a free port and waits until it says that it is ready; from `dist`, which `npm test` has built. */
export async function startSolo({ dataDir, clock = 'system', settings = {} }: SoloOptions): Promise<Solo> {
  const solo = runStart({ ALLY_DATA_DIR: dataDir, ALLY_CLOCK: clock, ...settings });
  const url = await solo.ready;
  if (url === undefined) throw new Error(`Ally did not start:\n${solo.output()}`);
  const secrets = JSON.parse(await readFile(join(dataDir, 'secrets.json'), 'utf8')) as {
    operatorKey: string;
  };
  const postgres = join(dataDir, 'postgres');
  const postmaster = readFileSync(join(postgres, 'cluster', 'postmaster.pid'), 'utf8')
    .split('\n')
    .map(Number);
  const [postgresPid = 0, , , port = 0] = postmaster;
  return {
    url,
    operatorKey: secrets.operatorKey,
    dataDir,
    pid: solo.pid,
    output: solo.output,
    databaseUrl: () =>
      `postgres://ally:${readFileSync(join(postgres, 'password'), 'utf8')}@127.0.0.1:${port}/ally`,
    postgresPid: () => postgresPid,
    end: (signal) => {
      solo.kill(signal);
      return solo.exited;
    },
  };
}

/** Starts Ally with these settings, which it should not like, and waits for its end. */
export async function startInVain(
  settings: Record<string, string>,
  nodeOptions: readonly string[] = [],
): Promise<{ exitCode: number | null; said: string }> {
  const solo = runStart(settings, nodeOptions);
  const exitCode = await solo.exited;
  return { exitCode, said: solo.output() };
}

/** Resident memory of a process, in bytes. */
export function residentMemory(pid: number): number {
  // Slim Linux images have no `ps`, and other systems no `/proc`.
  const kilobytes =
    process.platform === 'linux'
      ? /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
      : execFileSync('ps', ['-o', 'rss=', '-p', `${pid}`], { encoding: 'utf8' });
  return Number(kilobytes) * 1024;
}

/** True while there is a process of this id. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Jest has an Error of its own, which Node's are no instances of.
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ESRCH')
      return false;
    throw error;
  }
}
