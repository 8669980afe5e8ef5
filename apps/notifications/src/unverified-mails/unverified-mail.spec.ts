import { describe, expect, it } from '@jest/globals';
import { isUnverified, mayBeAsked, mayGo } from './unverified-mail.js';

describe('a mail', () => {
  it.each([
    ['subscription-opt-in', undefined, true],
    ['sign-in', undefined, true],
    ['hold-placed', { amount: 5_000 }, true],
    ['hold-ended', undefined, true],
    ['seat-confirmed', { amount: 0 }, true],
    ['seat-confirmed', { amount: 5_000 }, false],
    ['receipt', { amount: 0 }, true],
    ['receipt', { amount: 4_900 }, false],
    ['download-ready', undefined, false],
    ['refunded', { amount: 4_900 }, false],
    ['follow-up-workshops', undefined, false],
  ] as const)(
    'of the sort %s that cost %j: anybody can cause it by typing an address: %j',
    (sort, cost, is) => {
      expect(isUnverified(sort, cost)).toBe(is);
    },
  );
});

describe('an address', () => {
  const standing = { isProven: false, inADay: 2, ofSortInAnHour: 0 };

  it('when nobody has proven it, then three mails a day go there and no more', () => {
    expect(mayGo(standing, 3)).toBe(true);
    expect(mayGo({ ...standing, inADay: 3 }, 3)).toBe(false);
  });

  it('when it is proven, then all goes, but no sort is asked for more than three times an hour', () => {
    const proven = { isProven: true, inADay: 9, ofSortInAnHour: 2 };
    expect(mayGo(proven, 3)).toBe(true);
    expect(mayBeAsked(proven, 3)).toBe(true);
    expect(mayBeAsked({ ...proven, ofSortInAnHour: 3 }, 3)).toBe(false);
  });
});
