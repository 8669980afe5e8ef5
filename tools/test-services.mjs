/**
 * Runs the tests that need real servers (`*.services.spec.ts`), with the given arguments for jest, against those of
 * `npm run servers -- up` or of TEST_POSTGRES_URL, TEST_REDIS_URL and TEST_KAFKA_BROKERS. Where one does not answer, it
 * says so in one line and tests nothing: a failure under `CI` only.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const here = (file) => fileURLToPath(new URL(file, import.meta.url));
const built = (file) => import(new URL(`../dist/tools/servers/${file}`, import.meta.url).href);
const [{ answers }, { readServers }] = await Promise.all([built('answers.js'), built('servers-file.js')]);
const started = readServers() ?? {};

const addresses = {
  TEST_POSTGRES_URL: process.env.TEST_POSTGRES_URL ?? started.postgresUrl,
  TEST_REDIS_URL: process.env.TEST_REDIS_URL ?? started.redisUrl,
  TEST_KAFKA_BROKERS: process.env.TEST_KAFKA_BROKERS ?? started.kafkaBrokers?.join(),
};
const missing = [];
for (const [name, address] of Object.entries(addresses)) {
  if (address === undefined || !(await answers(address))) missing.push(/_(.+)_/.exec(name)[1].toLowerCase());
}

if (missing.length > 0) {
  const fails = Boolean(process.env.CI);
  console.log(`No answer from ${missing.join(', ')}: \`npm run servers -- up\` starts them.`);
  console.log(`0 passed, ${fails ? 1 : 0} failed`);
  process.exitCode = fails ? 1 : 0;
} else {
  const args = [here('run-tests.mjs'), '--config', 'jest.services.config.js', ...process.argv.slice(2)];
  const env = { ...process.env, ...addresses };
  const child = spawn(process.execPath, args, { cwd: here('..'), env, stdio: 'inherit' });
  // A terminal's Ctrl-C reaches jest by itself; from elsewhere it is handed on. Either way jest ends first.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const [code, signal] = await once(child, 'close');
  process.exitCode = code ?? 128 + constants.signals[signal];
}
