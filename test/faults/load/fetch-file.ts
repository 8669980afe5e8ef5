import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Failure } from '../acknowledged.js';
import { GivenUp } from './patient-client.js';
import type { Visit } from './visit.js';

const BROKEN_AT_MOST_IN_A_ROW = 400;
const TRY_AGAIN_AFTER_MS = 50;

/**
 * Fetches a file in pieces (RFC 9110, section 14), and goes on where a piece broke off.
 * @throws GivenUp when nothing comes any more.
 */
export async function fetchFile(
  { client, random }: Visit,
  url: string,
  size: number,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  const got = { bytes: 0, isRefused: false };
  const fetchPiece = async (last: number): Promise<Failure> => {
    try {
      const response = await fetch(url, { headers: { range: `bytes=${got.bytes}-${last}` } });
      if (response.status < 500 && response.status !== 206) {
        client.known.contradictions.push(`a piece of a file was answered ${response.status}`);
        got.isRefused = true;
        return undefined;
      }
      if (response.status !== 206 || response.body === null) return `${response.status} for a piece`;
      for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
        hash.update(chunk);
        got.bytes += chunk.length;
      }
      return undefined;
    } catch {
      return 'piece broken off';
    }
  };
  for (let broken = 0; got.bytes < size;) {
    const before = got.bytes;
    const last = Math.min(size, before + Math.ceil(size * random.between(0.2, 1))) - 1;
    await client.known.sent(fetchPiece(last));
    if (got.isRefused) break;
    broken = got.bytes > before ? 0 : broken + 1;
    if (broken > BROKEN_AT_MOST_IN_A_ROW) throw new GivenUp('GET a file');
    if (got.bytes <= last) await pause(TRY_AGAIN_AFTER_MS);
  }
  return { bytes: got.bytes, sha256: hash.digest('hex') };
}
