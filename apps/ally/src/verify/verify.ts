import type { Holds } from '#libs/invariants';
import type { Call, Command } from '../command.js';
import { findViolations, type Checked } from './find-violations.js';

/** `verify`: whether all that has to be true is true. */
export const verify: Command = {
  name: 'verify',
  takes: [],
  options: { 'at-rest': { type: 'boolean' }, json: { type: 'boolean' } },
  does: 'Checks seats, money, messages and events for what has to be true; changes nothing.',
  help: [
    '',
    '--at-rest  also what is true only once everything has settled: no request, event or job is under way.',
    '           A busy Ally violates some of it for moments, and nothing is wrong.',
    '--json     one object for programs.',
    '',
    'A running Ally checks itself too, every few minutes: `ally_invariant_violations` at /metrics.',
    'Exit code 0: all of it is true. 1: something is not, or could not be checked; the ids of the rows are printed.',
  ],
  async run({ ally, options, say }: Call): Promise<number> {
    const asked: Holds[] = ['always'];
    if (ally.isRunning && !ally.hasTestClock) asked.push('while-running');
    if (options['at-rest'] === true) asked.push('at-rest');
    const checked = await findViolations({
      url: ally.url,
      now: new Date(),
      asked,
      logIsInDatabase: ally.logIsInDatabase,
    });
    const isFine = checked.every(({ findings }) =>
      findings.every(({ outcome }) => outcome === 'holds' || outcome === 'left-out'),
    );
    if (options.json === true) say(JSON.stringify({ holds: isFine, checked }, null, 2));
    else for (const line of linesOf(checked)) say(line);
    return isFine ? 0 : 1;
  },
};

const SHOWN = { holds: 'ok      ', violated: 'VIOLATED', unknown: 'UNKNOWN ', 'left-out': 'left out' };

function linesOf(checked: readonly Checked[]): string[] {
  const lines: string[] = [];
  const count = { holds: 0, violated: 0, unknown: 0, 'left-out': 0 };
  for (const { part, findings } of checked) {
    for (const finding of findings) {
      count[finding.outcome]++;
      lines.push(`${SHOWN[finding.outcome]}  ${part} ${finding.name}: ${finding.says}`);
      if (finding.outcome === 'unknown' || finding.outcome === 'left-out')
        lines.push(`            ${finding.why}`);
      if (finding.outcome !== 'violated') continue;
      lines.push(...finding.sample.map(({ id, detail }) => `            ${id}  ${detail}`));
      const more = finding.count - finding.sample.length;
      if (more > 0) lines.push(`            and ${more} more`);
    }
  }
  const { holds, violated, unknown } = count;
  const leftOut = count['left-out'];
  return [
    ...lines,
    '',
    [
      `${holds} hold`,
      `${violated} violated`,
      ...(unknown > 0 ? [`${unknown} could not be checked`] : []),
      ...(leftOut > 0 ? [`${leftOut} left out`] : []),
    ].join(', '),
  ];
}
