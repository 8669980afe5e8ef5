// `npm start`: builds what has changed, then runs Ally in this process. Plain JavaScript, so that an old Node can read it.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync, writeFileSync, existsSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const built = join(root, 'dist', '.built');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Ally needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

if (
  !existsSync(built) ||
  newest(['apps', 'libs', 'tools', 'package.json', '.swcrc']) > statSync(built).mtimeMs
) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const options = { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' };
  const build = spawnSync(npm, ['run', '--silent', 'build'], options);
  if (build.status !== 0) {
    console.error('The build failed; did `npm ci` run?');
    process.exit(1);
  }
  writeFileSync(built, '');
}

module.enableCompileCache?.();
await import(new URL('../dist/apps/solo/src/main.js', import.meta.url).href);

/** When the newest of these files was changed, in milliseconds. */
function newest(names, folder = root) {
  let latest = 0;
  for (const name of names) {
    const path = join(folder, name);
    const stats = statSync(path);
    const time = stats.isDirectory() ? newest(readdirSync(path), path) : stats.mtimeMs;
    if (time > latest) latest = time;
  }
  return latest;
}
