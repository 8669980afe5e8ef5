import { createHmac, timingSafeEqual } from 'node:crypto';

/** How old, or how far ahead, a signature may be: a replay of an old request is refused. Seconds of real time. */
const TOLERANCE_SECONDS = 300;

/** `t=<seconds>,v1=<hex>`, the way Stripe signs: HMAC-SHA256 over `<t>.<body>`. */
export function signatureOf(secret: Buffer, rawBody: Buffer, atSeconds: number): string {
  return `t=${atSeconds},v1=${digest(secret, rawBody, String(atSeconds)).toString('hex')}`;
}

/**
 * Whether one of the header's `v1` signatures fits. There may be several while a secret is being changed.
 * @param nowSeconds real time, not that of the business.
 */
export function isSignedBy(secret: Buffer, rawBody: Buffer, header: string, nowSeconds: number): boolean {
  const parts = header.split(',').map((part) => part.trim().split('='));
  const [at, ...others] = parts.filter(([name]) => name === 't').map(([, value]) => value ?? '');
  if (at === undefined || others.length > 0 || !/^\d{1,12}$/.test(at)) return false;
  if (Math.abs(nowSeconds - Number(at)) > TOLERANCE_SECONDS) return false;
  const expected = digest(secret, rawBody, at);
  return parts.some(([name, value = '']) => {
    const given = Buffer.from(value, 'hex');
    return name === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function digest(secret: Buffer, rawBody: Buffer, at: string): Buffer {
  return createHmac('sha256', secret).update(`${at}.`).update(rawBody).digest();
}
