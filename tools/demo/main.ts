import { parseArgs } from 'node:util';
import { AllyClient, type FunnelRow } from './ally-client.js';
import { startOwnSolo } from './own-solo.js';
import { playStory } from './story.js';
import { Timeline } from './timeline.js';

/** `npm run demo [-- --url http://… --operator-key …]`: the main job over HTTP alone, with a test clock. */
const { values } = parseArgs({ options: { url: { type: 'string' }, 'operator-key': { type: 'string' } } });
const solo = values.url === undefined ? await startOwnSolo() : undefined;
const url = (values.url ?? solo?.url ?? '').replace(/\/$/, '');
const ally = new AllyClient(
  url,
  values['operator-key'] ?? solo?.operatorKey ?? process.env.ALLY_OPERATOR_KEY ?? '',
);
try {
  const started = performance.now();
  console.log(`The main job of Ally, played on ${url} in simulated time.`);
  const before = await ally.funnel();
  await playStory(ally, new Timeline((line) => console.log(line)));
  showFunnel(before, await ally.funnel());
  console.log(`\nEvery step happened. ${((performance.now() - started) / 1000).toFixed(1)} s of real time.`);
} catch (error) {
  console.error(`\nThe demo failed. ${error instanceof Error ? error.message : String(error)}`);
  if (solo !== undefined) console.error(solo.output());
  process.exitCode = 1;
} finally {
  await solo?.stop();
}

/** @throws when the funnel does not show what the people of the story did. */
function showFunnel(before: readonly FunnelRow[], after: readonly FunnelRow[]): void {
  const stages = ['reads', 'subscriptions', 'enrollments', 'purchases'] as const;
  console.log('\nThe funnel, by article');
  for (const row of after) {
    console.log(`  ${row.title ?? 'a withdrawn article'}`);
    console.log(`    ${stages.map((stage) => `${row[stage]} ${stage}`).join(' → ')}`);
  }
  const grown = stages.map((stage) => sum(after, stage) - sum(before, stage));
  if (grown.join() !== '3,3,1,1')
    throw new Error(`did not happen: a funnel that grew by 3, 3, 1, 1 (it grew by ${grown.join(', ')})`);
}

function sum(
  rows: readonly FunnelRow[],
  stage: 'reads' | 'subscriptions' | 'enrollments' | 'purchases',
): number {
  return rows.reduce((total, row) => total + row[stage], 0);
}
