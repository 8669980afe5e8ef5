/** What can be found. */
export const SEARCHED_KINDS = ['article', 'workshop', 'course', 'coach'] as const;
export type SearchedKind = (typeof SEARCHED_KINDS)[number];

/** A place in a text, in UTF-16 code units as `String.prototype.slice` counts them. */
export interface Hit {
  readonly from: number;
  readonly to: number;
}

/** What PostgreSQL puts around each hit; no text that is searched has them. */
export const [HIT_BEGINS, HIT_ENDS] = ['\u0002', '\u0003'] as const;

const CONTROL = /\p{Cc}+/gu;

/** As a person types it: composed characters, and no control characters, which mean nothing to a search. */
export function asSearched(text: string): string {
  return text.normalize('NFC').replaceAll(CONTROL, ' ');
}

/** A text without what would be taken for a hit's ends. */
export function withoutMarks(text: string): string {
  return text.replaceAll(HIT_BEGINS, ' ').replaceAll(HIT_ENDS, ' ');
}

/**
 * Whether the last word may be one that is still being typed: not when it is quoted or excluded, and not when something
 * has come after it.
 */
export function isTyping(query: string): boolean {
  const quotes = query.split('"').length - 1;
  const [last = ''] = /\S*$/.exec(query) ?? [];
  return quotes % 2 === 0 && /[\p{L}\p{N}]$/u.test(last) && !last.startsWith('-');
}

/** A marked text as plain text, and where its hits are in it. */
export function readMarked(marked: string): { text: string; hits: Hit[] } {
  let text = '';
  const hits: Hit[] = [];
  for (const part of marked.split(HIT_BEGINS)) {
    const [hit = '', rest] = part.split(HIT_ENDS);
    if (rest === undefined) {
      text += part;
      continue;
    }
    hits.push({ from: text.length, to: text.length + hit.length });
    text += hit + rest;
  }
  return { text, hits };
}
