import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
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
  let bytes = 0;
  for (let broken = 0; bytes < size;) {
    const last = Math.min(size, bytes + Math.ceil(size * random.between(0.2, 1))) - 1;
    const before = bytes;
    try {
      const response = await fetch(url, { headers: { range: `bytes=${bytes}-${last}` } });
      if (response.status < 500 && response.status !== 206) {
        client.known.contradictions.push(`a piece of a file was answered ${response.status}`);
        break;
      }
      if (response.status !== 206 || response.body === null)
        client.known.failed(`${response.status} for a piece`);
      else
        for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
          hash.update(chunk);
          bytes += chunk.length;
        }
    } catch {
      client.known.failed('piece broken off');
    }
    broken = bytes > before ? 0 : broken + 1;
    if (broken > BROKEN_AT_MOST_IN_A_ROW) throw new GivenUp('GET a file');
    if (bytes <= last) await pause(TRY_AGAIN_AFTER_MS);
  }
  return { bytes, sha256: hash.digest('hex') };
}
