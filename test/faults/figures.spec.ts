import { describe, expect, it } from '@jest/globals';
import { Figures } from './figures.js';

describe('the kills of a fault', () => {
  it('when a strike has killed less than it meant to, or nothing, then that is what is counted', () => {
    let killed = 3;
    const figures = new Figures(1);
    const twice = figures.strike('killed twice', () => killed, 0);
    killed += 1;
    twice.struck();
    figures.strike('killed twice', () => killed, 0).struck();
    expect(figures.byFault()).toEqual([expect.objectContaining({ strikes: 2, kills: 1 })]);
    expect(figures.kills).toBe(1);
  });
});
