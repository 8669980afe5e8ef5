import type { FaultsOutcome } from './compare.js';
import { objectionsTo } from './verdict.js';

/** What came of it, for a person to read. */
export function tableOf(outcome: FaultsOutcome): string {
  const { figures, leftOut, findings, overlooked, planted, unplanted } = outcome;
  const count = (kind: string) =>
    findings.filter((finding) => finding.kind === kind).reduce((sum, finding) => sum + finding.count, 0);
  const rows = figures
    .byFault()
    .map(({ fault, strikes, kills, writes, secondsToService: seconds }) => [
      fault,
      `${strikes}`,
      `${kills}`,
      `${writes}`,
      `${seconds?.median ?? '–'}`,
      `${seconds?.longest ?? '–'}`,
    ]);
  const header = [
    'fault',
    'strikes',
    'kills',
    'writes acknowledged',
    'seconds to service (median)',
    '(longest)',
  ];
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  const kinds = Object.entries(figures.acknowledged).map(([kind, all]) => `${all} ${kind}`);
  return [
    line(header),
    ...rows.map(line),
    '',
    `${figures.kills} kills in ${Math.round(figures.seconds)} s (seed ${figures.seed}); ${figures.writes} writes acknowledged:`,
    `  ${kinds.join(', ')}`,
    `lost ${count('lost')}, doubled ${count('doubled')}, wrong ${count('wrong')}; of ${figures.mails} mails ${figures.mailsSentTwice} sent twice in the send-crash window, ${figures.mailsOvertaken} not any more when their lost sender had been waited for`,
    `ally verify: ${figures.invariantsHeld} invariants hold`,
    `planted ${planted.length} breaches (nothing to break for ${unplanted.length} more), overlooked ${overlooked.length}`,
    `left out for lack of time: ${leftOut.join(', ') || 'nothing'}`,
    `not answered or not just now: ${JSON.stringify(figures.failures)}`,
    ...Object.entries(figures.notes).map(([what, count]) => `${what}: ${count}`),
    ...findings.map(
      ({ check, kind, count: found, sample }) =>
        `\n${kind.toUpperCase()} ${check}: ${found}\n  ${sample.join('\n  ')}`,
    ),
    ...overlooked.map((breach) => `\nOVERLOOKED ${breach}`),
    ...objectionsTo(outcome).map((objection) => `\nNOT PROVEN: ${objection}`),
  ].join('\n');
}
