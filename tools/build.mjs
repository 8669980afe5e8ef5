// Builds Ally into dist/: TypeScript by swc, mails by MJML. Does nothing when no source is newer than the last build.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const stamp = join(dist, '.built');
const SOURCES = ['apps', 'libs', 'tools', 'package.json', 'package-lock.json', '.swcrc'];

/** @throws when a step of the build fails; what it says stands on the terminal by then. */
export function build() {
  if (existsSync(stamp) && statSync(stamp).mtimeMs > newest(SOURCES, root)) return;
  for (const folder of ['apps', 'libs', 'tools', '.built'])
    rmSync(join(dist, folder), { recursive: true, force: true });
  const ignored = '**/*.spec.ts,**/*.mjml';
  run('node_modules/@swc/cli/bin/swc.js', [
    'apps',
    'libs',
    'tools/demo',
    '-d',
    'dist',
    '--quiet',
    '--copy-files',
    '--ignore',
    ignored,
  ]);
  run('tools/build-mails.mjs', []);
  writeFileSync(stamp, '');
}

function run(script, parameters) {
  const { status } = spawnSync(process.execPath, [join(root, script), ...parameters], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`${script} failed`);
}

/** When the newest of these files was changed, in milliseconds. */
function newest(names, folder) {
  let latest = 0;
  for (const name of names) {
    const path = join(folder, name);
    const stats = statSync(path);
    const time = stats.isDirectory()
      ? Math.max(stats.mtimeMs, newest(readdirSync(path), path))
      : stats.mtimeMs;
    if (time > latest) latest = time;
  }
  return latest;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
