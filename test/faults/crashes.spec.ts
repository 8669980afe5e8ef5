import { randomInt } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { tenKills } from './forms.js';
import { runFaults, type FaultsOutcome } from './run-faults.js';
import { plantedBreaches } from './checks/planted-breaches.js';

describe('when Ally is killed ten times under load', () => {
  const seed = randomInt(1_000_000);
  let outcome: FaultsOutcome;

  beforeAll(async () => {
    outcome = await runFaults({ ...tenKills, seed, say: () => undefined });
  }, 300_000);

  it('then it comes back each time, and its clients go on', () => {
    expect(outcome.figures.kills).toBeGreaterThanOrEqual(10);
    expect(outcome.figures.writes).toBeGreaterThan(0);
  });

  it('then all that was acknowledged has had its full effect, once, and all invariants hold', () => {
    expect({ seed, findings: outcome.findings }).toEqual({ seed, findings: [] });
  });

  it('then a loss or a doubling that is planted afterwards would have been found', () => {
    expect({ seed, overlooked: outcome.overlooked }).toEqual({ seed, overlooked: [] });
    expect(outcome.planted.length).toBeGreaterThan(plantedBreaches.length / 2);
  });
});
