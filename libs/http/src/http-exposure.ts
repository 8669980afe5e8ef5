import { isIP } from 'node:net';
import { z } from 'zod';

/** How an HTTP application stands towards those who reach it. */
export interface HttpExposure {
  /** Origin under which people reach it. */
  readonly publicUrl?: string | undefined;
  /** Whose `X-Forwarded-For` is believed: addresses and networks (`10.0.0.0/8`) of our own proxies. */
  readonly trustedProxies?: readonly string[];
  /** What the limits of all routes are multiplied by. */
  readonly rateFactor?: number;
  /** Real time in which the body of a request has to arrive; where nothing is said, half a minute. */
  readonly bodyWithinMs?: number;
}

const NAMED = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** The settings that every process reads of its exposure, by their names in the environment. */
export const httpExposureSettings = {
  ALLY_TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== ''),
    )
    .refine((all) => all.every(isProxy), 'must be addresses or networks (10.0.0.0/8), with commas between'),
  ALLY_RATE_LIMITS: z.coerce.number().min(0.01).max(100_000).default(1),
};

/** @returns what `httpExposureSettings` have read, as `createHttpApp` takes it. */
export function httpExposure(
  settings: { ALLY_TRUSTED_PROXIES: readonly string[]; ALLY_RATE_LIMITS: number },
  publicUrl: string | undefined,
): HttpExposure {
  const { ALLY_TRUSTED_PROXIES: trustedProxies, ALLY_RATE_LIMITS: rateFactor } = settings;
  return { publicUrl, trustedProxies, rateFactor };
}

/** A network as wide as the internet would let anybody say who they are. */
function isProxy(text: string): boolean {
  if (NAMED.has(text)) return true;
  const [address = '', length, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  const bits = family === 4 ? 32 : 128;
  return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) >= 8 && Number(length) <= bits);
}
