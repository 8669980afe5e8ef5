import type { IncomingHttpHeaders } from 'node:http';

/** What a request for a file asks for, once its conditions have been judged. */
export type Wanted =
  { readonly kind: 'not-modified' } | { readonly kind: 'bytes'; readonly range: string | undefined };

/**
 * Judges `If-None-Match`, `If-Range` and `Range` (RFC 9110, sections 13 and 14) against a strong entity tag. There is
 * no modification date, so an `If-Range` with a date never holds and the whole file is sent.
 */
export function wanted(headers: IncomingHttpHeaders, etag: string): Wanted {
  const known = headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known !== undefined && (known.includes(etag) || known.includes('*'))) return { kind: 'not-modified' };
  const ifRange = headers['if-range'];
  const { range } = headers;
  return { kind: 'bytes', range: ifRange === undefined || ifRange === etag ? range : undefined };
}
