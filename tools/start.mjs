// `npm start`: builds what has changed, then runs Ally in this process. Plain JavaScript, so that an old Node can read it.
import module from 'node:module';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Ally needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const { build } = await import('./build.mjs');
try {
  build();
} catch (error) {
  console.error(`Ally could not be built: ${error.message}. Did \`npm ci\` run?`);
  process.exit(1);
}
module.enableCompileCache?.();
await import(new URL('../dist/apps/solo/src/main.js', import.meta.url).href);
