// `npm start`: builds what has changed, then runs Ally in this process; `npm run start:services` (with `services`): what
// runs it in many. Plain JavaScript, so that an old Node can read it.
import { spawnSync } from 'node:child_process';
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';

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
const compiled = module.enableCompileCache?.().directory;
// Those that it starts read it there.
if (compiled !== undefined) process.env.NODE_COMPILE_CACHE ??= compiled;
// The space for new objects stays small. The bustle of a first start would make V8 widen it for good, by 60 MB on Node 20
// and by 100 MB on Node 24, and that is more than a tenth of the speed is worth here.
v8.setFlagsFromString('--semi-space-growth-factor=1');
const program = process.argv[2] === 'services' ? 'tools/services/main.js' : 'apps/solo/src/main.js';
if (process.argv[2] === 'services') process.argv.splice(2, 1);
await import(new URL(`../dist/${program}`, import.meta.url).href);
