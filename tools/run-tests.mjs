/**
 * Runs jest with the given arguments and ends with the line `N passed, N failed` (a suite that did not run, or jest
 * itself failing, counts as failed) and jest's exit code.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const jest = fileURLToPath(import.meta.resolve('jest/bin/jest'));
const folder = mkdtempSync(join(tmpdir(), 'ally-tests-'));
const outcome = join(folder, 'outcome.json');

const child = spawn(
  process.execPath,
  // The warning says that modules in a vm are experimental: known, and shown once per worker.
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    jest,
    // A test that failed may leave something open; the run ends all the same, and says so.
    '--forceExit',
    '--json',
    `--outputFile=${outcome}`,
  ].concat(process.argv.slice(2)),
  // In this mode jest reports on stderr; its stdout is the outcome again.
  { stdio: ['inherit', 'ignore', 'inherit'] },
);

// A terminal's Ctrl-C reaches jest by itself; from elsewhere it is handed on. Either way jest ends first.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));

child.on('close', (code, signal) => {
  const exitCode = code ?? 128 + constants.signals[signal];
  const { passed, failed } = counts();
  rmSync(folder, { recursive: true, force: true });
  console.log(`${passed} passed, ${exitCode === 0 ? failed : Math.max(failed, 1)} failed`);
  process.exitCode = exitCode;
});

function counts() {
  let results;
  try {
    results = JSON.parse(readFileSync(outcome, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return { passed: 0, failed: 1 };
    throw error;
  }
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
  };
}
