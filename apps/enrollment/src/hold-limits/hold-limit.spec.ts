import { describe, expect, it } from '@jest/globals';
import { DEFAULT_HOLD_LIMIT, limitPassed, shareOf, type LiveHolds } from './hold-limit.js';

const at = (minute: number) => new Date(Date.UTC(2026, 11, 1, 12, minute));
const nothing: LiveHolds = { ofPerson: 0, seatsOfNetwork: 0, personFreeAt: null, networkFreeAt: null };

it.each([
  [1, 2],
  [2, 2],
  [4, 2],
  [6, 3],
  [8, 4],
  [16, 4],
  [20, 5],
  [100, 25],
])('of %d seats one network holds %d at most', (capacity, share) => {
  expect(shareOf(capacity, DEFAULT_HOLD_LIMIT)).toBe(share);
});

describe('a hold that is asked for', () => {
  const asked = { seats: 2, capacity: 8, network: true };

  it('when nothing is held, then it passes no limit', () => {
    expect(limitPassed(DEFAULT_HOLD_LIMIT, nothing, asked)).toBeUndefined();
  });

  it('when it is the third of its person, then it passes theirs, wherever they are', () => {
    const live = { ...nothing, ofPerson: 2, personFreeAt: at(5), networkFreeAt: at(1) };
    expect(limitPassed(DEFAULT_HOLD_LIMIT, live, { ...asked, network: false })).toEqual({
      of: 'person',
      freeAt: at(5),
    });
  });

  it('when its network would hold more than its share, then it passes that', () => {
    const live = { ...nothing, seatsOfNetwork: 3, networkFreeAt: at(7) };
    expect(limitPassed(DEFAULT_HOLD_LIMIT, live, asked)).toEqual({ of: 'network', freeAt: at(7) });
    expect(limitPassed(DEFAULT_HOLD_LIMIT, live, { ...asked, seats: 1 })).toBeUndefined();
  });

  it('when its address says nothing of a network, then there is no share', () => {
    const live = { ...nothing, seatsOfNetwork: 8 };
    expect(limitPassed(DEFAULT_HOLD_LIMIT, live, { ...asked, network: false })).toBeUndefined();
  });
});
