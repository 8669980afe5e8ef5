import { execFile } from 'node:child_process';
import type { BreakableAlly } from './breakable-ally.js';
import type { Finding } from './checks/check.js';

const PROGRAM = 'dist/apps/ally/src/main.js';

interface Verified {
  readonly checked: readonly {
    readonly part: string;
    readonly findings: readonly {
      readonly name: string;
      readonly outcome: 'holds' | 'violated' | 'left-out' | 'unknown';
      readonly count?: number;
      readonly sample?: readonly { readonly id: string; readonly detail: string }[];
      readonly why?: string;
    }[];
  }[];
}

/** Asks `ally verify --at-rest` of an Ally that runs on a test clock. @returns nothing when all invariants hold. */
export async function verifyAtRest(ally: BreakableAlly): Promise<{ held: number; findings: Finding[] }> {
  const { checked } = JSON.parse(await said(ally)) as Verified;
  const all = checked.flatMap(({ part, findings }) => findings.map((finding) => ({ part, ...finding })));
  const findings = all
    .filter(({ outcome }) => outcome !== 'holds')
    .map(({ part, name, outcome, count = 1, sample = [], why = '' }) => ({
      check: `verify: ${part} ${name}`,
      kind: 'wrong' as const,
      count,
      sample: [`${outcome} ${why}`, ...sample.map(({ id, detail }) => `${id}: ${detail}`)],
    }));
  return { held: all.length - findings.length, findings };
}

/** Its exit code says whether all invariants hold, and so do its words. */
async function said({ settingsOfCommand }: BreakableAlly): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [PROGRAM, 'verify', '--at-rest', '--json'],
      { env: { PATH, HOME, ...settingsOfCommand, ALLY_CLOCK: 'test' }, maxBuffer: 50_000_000 },
      (error, stdout, stderr) => {
        if (error === null || stdout.startsWith('{')) resolve(stdout);
        else reject(new Error(`verify could not be asked: ${stderr}`));
      },
    );
  });
}
