import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AllyClient } from './ally-client.js';
import { runStart } from './start-solo.js';
import { playStory } from './story.js';

/** `npm run demo [-- --url http://… --operator-key …]`: the main job over HTTP alone, with a test clock. */
const { values } = parseArgs({
  options: { url: { type: 'string' }, 'operator-key': { type: 'string' }, help: { type: 'boolean' } },
});

if (values.help === true)
  console.log('npm run demo [-- --url http://… --operator-key …], of an Ally with ALLY_CLOCK=test');
else if (values.url === undefined) await playOnAnAllyOfItsOwn();
else await play(new AllyClient(values.url.replace(/\/$/, ''), operatorKey()));

async function playOnAnAllyOfItsOwn(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ally-demo-'));
  try {
    const key = `ally_test_${randomBytes(24).toString('base64url')}`;
    const dataDir = join(folder, 'data');
    const solo = runStart({ ALLY_DATA_DIR: dataDir, ALLY_CLOCK: 'test', ALLY_OPERATOR_KEY: key });
    const url = await solo.ready;
    const played = url !== undefined && (await play(new AllyClient(url, key)));
    if (!played) console.error(solo.output());
    if (url === undefined) process.exitCode = 1;
    solo.kill('SIGTERM');
    await solo.exited;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function play(ally: AllyClient): Promise<boolean> {
  const started = performance.now();
  try {
    console.log(`The main job of Ally, played on ${ally.url} in simulated time.`);
    await playStory(ally, (line) => console.log(line));
    console.log(
      `\nEvery step happened. ${((performance.now() - started) / 1000).toFixed(1)} s of real time.`,
    );
    return true;
  } catch (error) {
    console.error(`\nThe demo failed. ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
    return false;
  }
}

function operatorKey(): string {
  return values['operator-key'] ?? process.env.ALLY_OPERATOR_KEY ?? '';
}
