// Unused files, exports and packages, by knip. It resolves `#libs/*` as a running Ally would, into dist where there is one,
// and would then call every source file unused: so it looks at a copy of the sources alone.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const copy = mkdtempSync(join(tmpdir(), 'ally-unused-'));
try {
  const sources = [
    'apps',
    'libs',
    'test',
    'tools',
    'bench',
    'package.json',
    'tsconfig.json',
    'knip.json',
    'jest.config.js',
  ];
  for (const name of [
    ...sources,
    '.dependency-cruiser.cjs',
    '.prettierrc.json',
    '.oxlintrc.json',
    '.swcrc',
  ]) {
    cpSync(join(root, name), join(copy, name), { recursive: true, force: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
  const knip = spawnSync(process.execPath, [join(root, 'node_modules/knip/bin/knip.js')], {
    cwd: copy,
    stdio: 'inherit',
  });
  process.exitCode = knip.status ?? 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
