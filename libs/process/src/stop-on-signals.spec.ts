import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

const loader = new URL('../../../test/support/run-typescript.mjs', import.meta.url).href;
const stopOnSignals = new URL('./stop-on-signals.ts', import.meta.url).href;

it('when whoever has started a process over a channel has gone, then it stops by itself, and with 0', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ally-stop-'));
  const program = join(folder, 'program.mjs');
  writeFileSync(
    program,
    `import { stopOnSignals } from '${stopOnSignals}';
    stopOnSignals(async () => undefined, console.error);
    setInterval(() => undefined, 1000);
    process.send('ready');`,
  );
  const child = fork(program, { execArgv: ['--import', loader] });
  await once(child, 'message');
  const exited = once(child, 'exit');
  child.disconnect();
  expect(await exited).toEqual([0, null]);
  rmSync(folder, { recursive: true });
});
