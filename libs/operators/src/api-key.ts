import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { fromBase62, toBase62 } from './base62.js';

/** Whether a key is for the real thing: people and secret scanners can tell by its beginning. */
export type ApiKeyMode = 'live' | 'test';

const SECRET_BYTES = 32;
const [ID_WIDTH, SECRET_WIDTH, CHECKSUM_WIDTH] = [22, 43, 6];
const FORM = new RegExp(
  `^(ally_(?:live|test)_([0-9A-Za-z]{${ID_WIDTH}})[0-9A-Za-z]{${SECRET_WIDTH}})([0-9A-Za-z]{${CHECKSUM_WIDTH}})$`,
);

/**
 * Makes the key of an id: `ally_<mode>_<id><secret><checksum>`, each in base62. The id is public, the secret has 256
 * random bits, the checksum (CRC-32, as in GitHub's tokens) tells a key from a typo or a made-up one without asking
 * anybody.
 */
export function newApiKey(mode: ApiKeyMode, id: string): string {
  const publicPart = toBase62(BigInt(`0x${id.replaceAll('-', '')}`), ID_WIDTH);
  const secret = toBase62(BigInt(`0x${randomBytes(SECRET_BYTES).toString('hex')}`), SECRET_WIDTH);
  const body = `ally_${mode}_${publicPart}${secret}`;
  return body + checksumOf(body);
}

/** The id in a key, or undefined when this cannot be a key: another form, or a checksum that does not fit. */
export function idOfApiKey(key: string): string | undefined {
  const [, body = '', publicPart = '', checksum = ''] = FORM.exec(key) ?? [];
  if (body === '' || checksumOf(body) !== checksum) return undefined;
  const hex = fromBase62(publicPart).toString(16).padStart(32, '0');
  if (hex.length > 32) return undefined;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The public beginning of a key, its id included: it may be shown and stored. */
export function publicStartOf(key: string): string {
  return key.slice(0, 'ally_live_'.length + ID_WIDTH);
}

/** What is kept of a key: SHA-256, in hexadecimal. A key is random, so no slow hash is needed. */
export function hashOfApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** The mode of the keys that an instance gives out: as its own key begins. */
export function modeOfKeys(rootKey: string): ApiKeyMode {
  return rootKey.startsWith('ally_live_') ? 'live' : 'test';
}

function checksumOf(body: string): string {
  return toBase62(BigInt(crc32(body)), CHECKSUM_WIDTH);
}
