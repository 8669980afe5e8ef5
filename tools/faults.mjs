// `npm run faults -- [--services] [--short]`: builds Ally, then breaks it under load, in one process or as services with
// their servers, and looks whether anything acknowledged is lost.
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const built = spawnSync(process.execPath, [join(root, 'tools/build.mjs')], { stdio: 'inherit' });
if (built.status !== 0) process.exit(1);

const child = spawn(
  process.execPath,
  [
    '--conditions=source',
    '--import',
    pathToFileURL(join(root, 'test/support/run-typescript.mjs')).href,
    join(root, 'test/faults/main.ts'),
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
);
// A terminal's Ctrl-C reaches the child by itself; from elsewhere it is handed on. Either way the child ends first.
process.on('SIGINT', () => child.kill('SIGINT'));
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('close', (code, signal) => {
  process.exitCode = code ?? 128 + constants.signals[signal];
});
