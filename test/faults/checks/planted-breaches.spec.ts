import { describe, expect, it } from '@jest/globals';
import { everyCheck } from './every-check.js';
import { plantedBreaches } from './planted-breaches.js';

describe('the breaches that are planted', () => {
  it('when there is a check, then there is a breach that it has to find, and none that nobody looks for', () => {
    const found = new Set(plantedBreaches.map(({ foundBy }) => foundBy));
    expect([...found].toSorted()).toEqual(everyCheck.map(({ name }) => name).toSorted());
  });
});
