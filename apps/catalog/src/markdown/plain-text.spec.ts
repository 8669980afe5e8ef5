import { describe, expect, it } from '@jest/globals';
import { plainText } from './plain-text.js';

describe('the words of a markdown text', () => {
  it.each([
    ['marks', '# A *calm*  morning\n\nAsk **for it**, `now`.', 'A calm morning\nAsk for it, now.'],
    [
      'addresses',
      'See [the course](https://example.org/x "title") ![a lake](/lake.jpg).',
      'See the course a lake.',
    ],
    ['lists', '- one\n- two **and** three\n\n1. first', 'one\ntwo and three\nfirst'],
    ['tables', '| a | b |\n|---|---|\n| 1 | [2](/x) |', 'a b\n1 2'],
    ['quotes and rules', '> Ask.\n> Again.\n\n---\n\nDone.', 'Ask.\nAgain.\nDone.'],
    ['entities and escapes', 'Tea &amp; cake \\*', 'Tea & cake *'],
    ['code', '```js\nlet a = 1;\n```', 'let a = 1;'],
  ])('are there without %s', (_, markdown, words) => {
    expect(plainText(markdown)).toBe(words);
  });

  it('when there is HTML in it, then it is text, as it is where the text is shown', () => {
    expect(plainText('An <b>idea</b>\n\n<script>alert(1)</script>')).toBe(
      'An <b>idea</b>\n<script>alert(1)</script>',
    );
  });
});
