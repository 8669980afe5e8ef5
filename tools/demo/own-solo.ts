import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface OwnSolo {
  readonly url: string;
  readonly operatorKey: string;
  /** Everything that it has printed. */
  output(): string;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;

/** Starts an Ally of the demo's own: a free port, a new data folder, a clock that the demo moves. */
export async function startOwnSolo(): Promise<OwnSolo> {
  const folder = await mkdtemp(join(tmpdir(), 'ally-demo-'));
  const operatorKey = `ally_test_${randomBytes(24).toString('base64url')}`;
  const child = spawn(process.execPath, ['tools/start.mjs'], {
    env: {
      ...process.env,
      PORT: '0',
      ALLY_DATA_DIR: join(folder, 'data'),
      ALLY_CLOCK: 'test',
      ALLY_OPERATOR_KEY: operatorKey,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const exited = once(child, 'exit');
  const ready = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        const url = /ready on (http:\/\/\S+)/.exec(output)?.[1];
        if (url !== undefined) resolve(url);
      });
    }
  });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await exited;
    await rm(folder, { recursive: true, force: true });
  };
  const timer = setTimeout(() => child.kill('SIGTERM'), READY_WITHIN_MS);
  const url = await Promise.race([ready, exited.then(() => undefined)]);
  clearTimeout(timer);
  if (url === undefined) {
    await stop();
    throw new Error(`Ally did not start:\n${output}`);
  }
  return { url, operatorKey, output: () => output, stop };
}
