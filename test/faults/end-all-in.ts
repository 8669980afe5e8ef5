import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

const LOOKS = 40;
const PAUSE_MS = 50;

/**
 * Ends every process that works in a folder: PostgreSQL, and what was about to start it when its Ally was killed.
 * Blocks meanwhile, so that it can be called while this process is ending too.
 */
export function endAllIn(folder: string): void {
  let quiet = 0;
  for (let looks = 0; looks < LOOKS && quiet < 3; looks++) {
    const found = processesIn(folder);
    quiet = found.length === 0 ? quiet + 1 : 0;
    // A postmaster that is asked to quit takes its children along; killed, it leaves them to find out.
    for (const pid of found) send(pid, looks < LOOKS / 2 ? 'SIGQUIT' : 'SIGKILL');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
  }
}

function processesIn(folder: string): number[] {
  if (process.platform !== 'linux') return postmasterOf(folder);
  const real = whenThere(() => realpathSync(folder)) ?? folder;
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid)
    .filter((pid) => {
      const cwd = whenThere(() => readlinkSync(`/proc/${pid}/cwd`)) ?? '';
      return cwd === real || cwd.startsWith(`${real}/`);
    });
}

function postmasterOf(folder: string): number[] {
  const file = join(folder, 'postgres', 'cluster', 'postmaster.pid');
  const pid = Number(whenThere(() => readFileSync(file, 'utf8'))?.split('\n')[0]);
  return pid > 0 ? [pid] : [];
}

function send(pid: number, signal: NodeJS.Signals): void {
  whenThere(() => process.kill(pid, signal));
}

/** Undefined when the process or file is gone, or another user's. */
function whenThere<Result>(look: () => Result): Result | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
