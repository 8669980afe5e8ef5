import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';

export interface SoloSettings {
  readonly dataDir: string;
  /** 0 or none: any free one. */
  readonly port?: number;
  /** `test`: a clock that is moved over HTTP. */
  readonly clock?: 'system' | 'test';
}

export interface StartedSolo {
  /** Without a slash at its end. */
  readonly url: string;
  readonly pid: number;
  readonly operatorKey: string;
  /** Everything that it has printed so far. */
  output(): string;
  /** Asks it to stop, or kills it; resolves with its exit code, null when a signal ended it. */
  end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null>;
}

/** It ended instead of becoming ready. */
export class SoloDidNotStart extends Error {
  constructor(
    readonly exitCode: number | null,
    readonly output: string,
  ) {
    super(`Ally did not start:\n${output}`);
  }
}

const READY_WITHIN_MS = 60_000;

/** Runs `npm start`'s script as a process of its own, and resolves once it says that it is ready. */
export async function startSolo({ dataDir, port = 0, clock = 'system' }: SoloSettings): Promise<StartedSolo> {
  const operatorKey = `ally_test_${randomBytes(24).toString('base64url')}`;
  const child = spawn(process.execPath, ['tools/start.mjs'], {
    env: {
      ...process.env,
      PORT: String(port),
      ALLY_DATA_DIR: dataDir,
      ALLY_CLOCK: clock,
      ALLY_OPERATOR_KEY: operatorKey,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const ready = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        const url = /ready on (http:\/\/\S+)/.exec(output)?.[1];
        if (url !== undefined) resolve(url);
      });
    }
  });
  const timer = setTimeout(() => child.kill('SIGTERM'), READY_WITHIN_MS);
  const url = await Promise.race([ready, exited.then(() => undefined)]);
  clearTimeout(timer);
  if (url === undefined || child.pid === undefined) throw new SoloDidNotStart(await exited, output);
  return {
    url,
    pid: child.pid,
    operatorKey,
    output: () => output,
    end: (signal) => {
      child.kill(signal);
      return exited;
    },
  };
}
