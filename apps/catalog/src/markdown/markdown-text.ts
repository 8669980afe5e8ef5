import { z } from 'zod';

const DEEPEST = 32;
const NESTED = new RegExp(`^(?:[ \\t]*(?:>|[-*+]|\\d{1,9}[.)])){${DEEPEST + 1}}`, 'm');
const MOST_MARKS = 2_000;
const MARK = /[*_]/g;

/**
 * A text in markdown that is rendered each time somebody reads it: what would run the renderer out of stack (quotes and
 * lists inside each other), or keep it busy for seconds (it looks for the other end of each emphasis), is refused.
 * @param length at most, in UTF-16 code units.
 */
export function markdownText(length: number) {
  return z
    .string()
    .min(1)
    .max(length)
    .refine((text) => !NESTED.test(text), `must not nest quotes and lists more than ${DEEPEST} deep`)
    .refine(
      (text) => (text.match(MARK)?.length ?? 0) <= MOST_MARKS,
      `must not have more than ${MOST_MARKS} asterisks and underscores`,
    );
}
