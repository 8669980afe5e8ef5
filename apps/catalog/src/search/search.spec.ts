import { describe, expect, it } from '@jest/globals';
import { asSearched, HIT_BEGINS, HIT_ENDS, isTyping, readMarked, withoutMarks } from './search.js';

describe('a search', () => {
  it.each([
    ['calm morn', true],
    ['café', true],
    ['calm ', false],
    ['"calm morning"', false],
    ['"calm morn', false],
    ['calm -morn', false],
    ['calm !', false],
    ['', false],
  ])('of %j: whether its last word may go on is %s', (query, expected) => {
    expect(isTyping(query)).toBe(expected);
  });

  it('when an accent was typed as a sign of its own, then it is one letter', () => {
    expect(asSearched('cafe\u0301\u0000\u0002')).toBe('café ');
  });

  it('when hits are marked, then the text is plain and says where they are', () => {
    const marked = `A ${HIT_BEGINS}calm${HIT_ENDS} and ${HIT_BEGINS}calmer${HIT_ENDS}`;
    const { text, hits } = readMarked(marked);
    expect(text).toBe('A calm and calmer');
    expect(hits.map(({ from, to }) => text.slice(from, to))).toEqual(['calm', 'calmer']);
  });

  it('when a text has marks of its own, then they are none', () => {
    expect(withoutMarks(`a${HIT_BEGINS}b${HIT_ENDS}c`)).toBe('a b c');
  });
});
