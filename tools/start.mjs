// `npm start`: builds what has changed, then runs Ally in this process. Plain JavaScript, so that an old Node can read it.
import { spawnSync } from 'node:child_process';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Ally needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const here = (file) => fileURLToPath(new URL(file, import.meta.url));
// In a process of its own: the compiler's memory goes with it.
const { status } = spawnSync(process.execPath, [here('build.mjs')], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (status !== 0) {
  console.error('Ally could not be built. Did `npm ci` run?');
  process.exit(1);
}
module.enableCompileCache?.();
await import(new URL('../dist/apps/solo/src/main.js', import.meta.url).href);
