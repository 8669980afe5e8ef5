import { describe, expect, it } from '@jest/globals';
import { dayOf } from './read.js';

describe('the day of a read', () => {
  it.each([
    ['2026-11-24T00:00:00.000Z', '2026-11-24'],
    ['2026-11-24T23:59:59.999Z', '2026-11-24'],
    ['2026-11-24T23:30:00-06:00', '2026-11-25'],
  ])('of %s is %s, wherever the reader is', (instant, day) => {
    expect(dayOf(new Date(instant))).toBe(day);
  });
});
