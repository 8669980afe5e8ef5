import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';

/** A process of `npm start`'s script. */
export interface StartedProcess {
  readonly pid: number;
  /** Resolves with the address, without a slash at its end, once Ally says that it is ready; undefined when it ends instead. */
  readonly ready: Promise<string | undefined>;
  /** Resolves with the exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Everything that it has printed so far. */
  output(): string;
  kill(signal: NodeJS.Signals): void;
}

const READY_WITHIN_MS = 60_000;

/**
 * Runs Ally on a free port, with these settings and no others; asks it to stop when it is not ready within a minute.
 * @param program what `npm start` runs, which builds first; or what that has built; or either with its arguments.
 */
export function runStart(
  settings: Readonly<Record<string, string>>,
  nodeOptions: readonly string[] = [],
  program: string | readonly string[] = 'tools/start.mjs',
): StartedProcess {
  const { PATH = '', HOME = '', TMPDIR = tmpdir() } = process.env;
  const child = spawn(process.execPath, [...nodeOptions, ...[program].flat()], {
    env: { PATH, HOME, TMPDIR, PORT: '0', ...settings },
    // The channel tells it when this process is gone, however that ended.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  const exited = once(child, 'close').then(([code]) => code as number | null);
  const isReady = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        const url = /^Ally is ready on (\S+)$/m.exec(output)?.[1];
        if (url !== undefined) resolve(url);
      });
    }
  });
  const tooLate = setTimeout(() => child.kill('SIGTERM'), READY_WITHIN_MS);
  const ready = Promise.race([isReady, exited.then(() => undefined)]).finally(() => clearTimeout(tooLate));
  return { pid: child.pid ?? 0, ready, exited, output: () => output, kill: (signal) => child.kill(signal) };
}
