import { describe, expect, it } from '@jest/globals';
import { markdownText } from './markdown-text.js';
import { renderMarkdown } from './render-markdown.js';

const LONGEST = 50_000;
const text = markdownText(LONGEST);

describe('a text in markdown', () => {
  it.each([
    ['prose', 'One *two* _three_.\n\n> a quote\n\n- one\n  - two\n    1. three\n\n'.repeat(300)],
    ['a table', `|a|b|\n|---|---|\n${'| **one** | two |\n'.repeat(400)}`],
    ['lines that rule off', '- - - - - -\n\n* * *\n\n***\n'.repeat(100)],
    ['quotes in quotes, as deep as may be', `${'> '.repeat(32)}so deep`],
  ])('may be %s', (_, markdown) => {
    expect(text.safeParse(markdown).error).toBeUndefined();
    expect(renderMarkdown(markdown)).not.toBe('');
  });

  it.each([
    ['quotes in quotes without end', '>'.repeat(LONGEST)],
    ['lists in lists without end', `${'- '.repeat(20_000)}x`],
    ['both, further down', `A line.\n\n${'> 1. '.repeat(9_000)}x`],
    ['emphasis that never ends', '*a_'.repeat(16_000)],
    ['nothing', ''],
  ])('must not be %s', (_, markdown) => {
    expect(text.safeParse(markdown).success).toBe(false);
  });

  it('when it is the worst that may be, then it is rendered all the same', () => {
    const deepList = Array.from({ length: 200 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n');
    for (const worst of ['*a_'.repeat(1_000), deepList, '['.repeat(LONGEST), '[a]('.repeat(LONGEST / 4)]) {
      expect(text.safeParse(worst).success).toBe(true);
      expect(renderMarkdown(worst)).not.toBe('');
    }
  });
});
