// `npm run bench [-- name …] [--json]`: runs the benchmarks of bench/, each against its ceiling in the same run.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const names = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const loader = pathToFileURL(join(root, 'test/support/run-typescript.mjs')).href;

for (const file of readdirSync(join(root, 'bench')).filter((each) => each.endsWith('.ts'))) {
  if (names.length > 0 && !names.includes(basename(file, '.ts'))) continue;
  if (!process.argv.includes('--json')) console.log(`\n${basename(file, '.ts')}`);
  const parameters = [
    '--conditions=source',
    '--import',
    loader,
    join(root, 'bench', file),
    ...process.argv.slice(2),
  ];
  const { status } = spawnSync(process.execPath, parameters, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
