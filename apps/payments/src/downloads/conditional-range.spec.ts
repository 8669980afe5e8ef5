import { describe, expect, it } from '@jest/globals';
import { wanted } from './conditional-range.js';

const range = 'bytes=10-';

describe('conditional range', () => {
  it.each([
    ['a range without conditions', { range }, range],
    ['a range of the same file', { range, 'if-range': '"abc"' }, range],
    ['a range of another file', { range, 'if-range': '"xyz"' }, undefined],
    ['a range by a weak tag, which is not enough', { range, 'if-range': 'W/"abc"' }, undefined],
    ['a range by date', { range, 'if-range': 'Tue, 24 Nov 2026 08:00:00 GMT' }, undefined],
    ['the file, since it has changed', { range, 'if-none-match': '"xyz"' }, range],
  ])('gives %s', (_, headers, expected) => {
    expect(wanted(headers, '"abc"')).toEqual({ kind: 'bytes', range: expected });
  });

  it.each(['"abc"', 'W/"abc"', '"xyz", "abc"', '*'])('has nothing new for who knows %s', (tag) => {
    expect(wanted({ 'if-none-match': tag, range }, '"abc"')).toEqual({ kind: 'not-modified' });
  });
});
