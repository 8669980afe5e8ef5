import { describe, expect, it } from '@jest/globals';
import { objectionsTo } from './verdict.js';

const good = {
  figures: { writes: 100 },
  leftOut: [],
  findings: [],
  overlooked: [],
  planted: ['a', 'b'],
  unplanted: ['c', 'd'],
};
const finding = { check: 'no-seat-twice', kind: 'doubled', count: 1, sample: [] } as const;

describe('what is said against a run with faults', () => {
  it('when all of it struck, and nothing was found but what was planted, then nothing', () => {
    expect(objectionsTo(good)).toEqual([]);
  });

  it.each([
    ['a check has found something', { findings: [finding] }, '1 checks have found something'],
    ['a planted breach was overlooked', { overlooked: ['a'] }, '1 planted breaches were overlooked'],
    ['time was over before all had struck', { leftOut: ['x killed'] }, 'there was no time for x killed'],
    ['nobody was told anything', { figures: { writes: 0 } }, 'nobody was told anything'],
    ['there was little to break', { planted: ['a'] }, 'only 1 of 3 breaches could be planted'],
  ])('when %s, then that', (_when, difference, objection) => {
    expect(objectionsTo({ ...good, ...difference })).toEqual([objection]);
  });
});
