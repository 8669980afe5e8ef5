/**
 * `npm run old-build`: whether processes of the last commit work on the tables of this tree's migrations and with the facts
 * of this build, as they must while a new version is rolled out, and this build with what they leave. Ends with
 * `N passed, N failed`, which counts steps. Without a commit before, there is nothing to roll out over: `0 passed, 0 failed`.
 * A shallow clone has left it behind: that is said, and nothing counted. Neither is a failure; what git cannot read is.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStart } from '../../tools/demo/start-solo.js';
import { SERVICES } from '../../tools/services/routes.js';
import { buildOf, commitBefore, type Build } from './builds.js';
import { takeASeatFrom } from './mixed-services.js';

/** Rejects when this is to stop: then what runs is ended, and nothing stays behind. */
const stopped = new Promise<never>((_, reject) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => reject(new Error(`Stopped by ${signal}`)));
});
stopped.catch(() => undefined); // seen by whoever waits just then

const here: Build = { name: 'this build', folder: process.cwd() };
const before = commitBefore(here.folder);
let passed = 0;
if ('missing' in before) {
  console.log(`Skipped, for there is no old build to run: ${before.why}.`);
  if (before.missing === 'never-made') sayCounts(0);
} else {
  const folder = await mkdtemp(join(tmpdir(), 'ally-old-build-'));
  let failed = 1;
  try {
    await runBoth(await buildOf(before.commit, join(folder, 'old')), join(folder, 'data'));
    failed = 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
    sayCounts(failed);
  }
}

function sayCounts(failed: number): void {
  console.log(`${passed} passed, ${failed} failed`);
}

async function runBoth(old: Build, dataDir: string): Promise<void> {
  const key = `ally_test_${randomBytes(24).toString('base64url')}`;
  const settings = { ALLY_DATA_DIR: dataDir, ALLY_CLOCK: 'test', ALLY_OPERATOR_KEY: key };
  await step('this build makes the tables and the demo', () =>
    withSolo(here, settings, async () => undefined),
  );

  const [catalog, enrollment, payments, notifications] = [old, here, old, here];
  const mixed = { catalog, enrollment, payments, notifications };
  const swapped = {
    catalog: enrollment,
    enrollment: catalog,
    payments: notifications,
    notifications: payments,
  };
  for (const builds of [mixed, swapped]) {
    const olds = SERVICES.filter((service) => builds[service] === old).join(' and ');
    await step(`${olds} of ${old.name}, with the rest of this one: a seat`, () =>
      takeASeatFrom(builds, dataDir, stopped),
    );
  }

  await step(`${old.name}, alone: its own demo`, () =>
    withSolo(old, settings, (url) =>
      run(old, 'dist/tools/demo/main.js', ['--url', url, '--operator-key', key], settings),
    ),
  );
  await step('this build again: all that has to be true is true', () =>
    withSolo(here, settings, async () => {
      await run(here, 'dist/apps/ally/src/main.js', ['verify', '--at-rest'], settings);
      const checks = SERVICES.map((service) => ['facts', 'rebuild', service, '--check']);
      await Promise.all(checks.map((words) => run(here, 'dist/apps/ally/src/main.js', words, settings)));
    }),
  );
}

async function step(says: string, work: () => Promise<void>): Promise<void> {
  const began = performance.now();
  await work();
  passed++;
  console.log(`ok  ${says} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
}

/** Runs all of Ally from a build while the work goes on. */
async function withSolo(
  { name, folder }: Build,
  settings: Readonly<Record<string, string>>,
  work: (url: string) => Promise<void>,
): Promise<void> {
  const solo = runStart(settings, [], join(folder, 'tools/start.mjs'));
  try {
    const url = await Promise.race([solo.ready, stopped]);
    if (url === undefined) throw new Error(`${name} did not start:\n${solo.output()}`);
    await Promise.race([work(url), stopped]);
  } finally {
    solo.kill('SIGTERM');
    await solo.exited;
  }
}

/** Runs a program of a build. @throws Error with all that it said when it does not end well. */
async function run(
  { name, folder }: Build,
  program: string,
  words: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  const child = spawn(process.execPath, [join(folder, program), ...words], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${program} ${words[0]} of ${name} ended with ${code}:\n${output}`);
}
