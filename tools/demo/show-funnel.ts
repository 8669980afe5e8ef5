import type { FunnelRow } from './ally-client.js';

const STAGES = ['reads', 'subscriptions', 'enrollments', 'purchases'] as const;
/** Three of the five read and subscribe; Anna enrolls and Bo buys because of it. Dee came by herself. */
const GROWN_BY = [3, 3, 1, 1];

/** @throws when the funnel does not show what the people of the story did. */
export function showFunnel(
  before: readonly FunnelRow[],
  after: readonly FunnelRow[],
  print: (line: string) => void,
): void {
  print('\nThe funnel, by article');
  for (const row of after) {
    print(`  ${row.title ?? 'an article that has been withdrawn'}`);
    print(`    ${STAGES.map((stage) => `${row[stage]} ${stage}`).join(' → ')}`);
  }
  const grown = STAGES.map((stage) => sum(after, stage) - sum(before, stage));
  if (grown.join() === GROWN_BY.join()) return;
  throw new Error(
    `did not happen: a funnel that grew by ${GROWN_BY.join(', ')} (it grew by ${grown.join(', ')})`,
  );
}

function sum(rows: readonly FunnelRow[], stage: (typeof STAGES)[number]): number {
  return rows.reduce((total, row) => total + row[stage], 0);
}
