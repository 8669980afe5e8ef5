/**
 * `npm run fuzz-api`: schemathesis (https://schemathesis.io, PyPI) asks every route of `/openapi.json` on an Ally of its
 * own, with what the document allows and with what it does not. Fails on any 5xx and on any answer that the document
 * does not promise. Further arguments go to schemathesis: `npm run fuzz-api -- --max-examples 200`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStart } from './demo/start-solo.js';

const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
].join();

const schemathesis = process.env.SCHEMATHESIS ?? 'schemathesis';
if (spawnSync(schemathesis, ['--version']).status !== 0) {
  console.error(`${schemathesis} is not there: pipx install schemathesis, or name it in SCHEMATHESIS.`);
  process.exit(1);
}

const folder = await mkdtemp(join(tmpdir(), 'ally-fuzz-'));
const key = 'ally_test_the-key-of-the-one-who-fuzzes';
const solo = runStart({
  ALLY_DATA_DIR: join(folder, 'data'),
  ALLY_CLOCK: 'test',
  ALLY_OPERATOR_KEY: key,
  ALLY_RATE_LIMITS: '1000',
});
try {
  const url = await solo.ready;
  if (url === undefined) throw new Error(solo.output());
  const { status } = spawnSync(
    schemathesis,
    ['run', `${url}/openapi.json`, '--header', `Authorization: Bearer ${key}`].concat(
      ['--checks', CHECKS, '--suppress-health-check', 'all'],
      ['--max-examples', '25', '--seed', '4'],
      process.argv.slice(2),
    ),
    { stdio: 'inherit', cwd: folder },
  );
  process.exitCode = status ?? 1;
} finally {
  solo.kill('SIGTERM');
  await solo.exited;
  await rm(folder, { recursive: true, force: true });
}
