import { createHash } from 'node:crypto';

export interface Downloaded {
  readonly bytes: number;
  readonly sha256: string;
  /** Where the first transfer broke off. */
  readonly brokeAt: number;
}

/** Downloads a file whose first transfer breaks off, and fetches the rest by a range (RFC 9110, section 14). */
export async function downloadWithOneBreak(url: string, breakAfter: number): Promise<Downloaded> {
  const hash = createHash('sha256');
  const breaker = new AbortController();
  const first = await fetch(url, { signal: breaker.signal });
  let brokeAt = 0;
  for await (const chunk of bodyOf(first)) {
    hash.update(chunk);
    brokeAt += chunk.length;
    if (brokeAt >= breakAfter) break;
  }
  breaker.abort();
  const etag = first.headers.get('etag') ?? '';
  const rest = await fetch(url, { headers: { range: `bytes=${brokeAt}-`, 'if-range': etag } });
  if (rest.status !== 206) throw new Error(`did not happen: a resumed transfer (${rest.status})`);
  let bytes = brokeAt;
  for await (const chunk of bodyOf(rest)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex'), brokeAt };
}

async function* bodyOf(response: Response): AsyncGenerator<Uint8Array> {
  if (response.body === null) throw new Error('did not happen: a download with a body');
  for await (const chunk of response.body) yield chunk as Uint8Array;
}
