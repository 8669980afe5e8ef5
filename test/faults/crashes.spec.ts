import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plantedBreaches } from './checks/planted-breaches.js';

interface Outcome {
  readonly seed: number;
  readonly kills: number;
  readonly writes: number;
  readonly findings: readonly unknown[];
  readonly planted: readonly string[];
  readonly overlooked: readonly string[];
}

describe('when Ally is killed ten times under load', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ally-crashes-'));
  let outcome: Outcome;

  beforeAll(async () => {
    outcome = await killTenTimes(join(folder, 'figures.json'));
  }, 300_000);

  afterAll(() => rmSync(folder, { recursive: true }));

  it('then it comes back each time, and its clients go on', () => {
    expect(outcome.kills).toBeGreaterThanOrEqual(10);
    expect(outcome.writes).toBeGreaterThan(0);
  });

  it('then all that was acknowledged has had its full effect, once, and all invariants hold', () => {
    const { seed, findings } = outcome;
    expect({ seed, findings }).toEqual({ seed, findings: [] });
  });

  it('then a loss or a doubling that is planted afterwards would have been found', () => {
    const { seed, planted, overlooked } = outcome;
    expect({ seed, overlooked }).toEqual({ seed, overlooked: [] });
    expect(planted.length).toBeGreaterThan(plantedBreaches.length / 2);
  });
});

/** In a process of its own, which clears up behind itself however this one ends. */
async function killTenTimes(figures: string): Promise<Outcome> {
  const loader = pathToFileURL('test/support/run-typescript.mjs').href;
  const program = ['test/faults/main.ts', '--suite', '--json', figures];
  const child = spawn(process.execPath, ['--conditions=source', '--import', loader, ...program], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  await once(child, 'close');
  try {
    return JSON.parse(readFileSync(figures, 'utf8')) as Outcome;
  } catch (error) {
    throw new Error(`It came to no end:\n${said}`, { cause: error });
  }
}
