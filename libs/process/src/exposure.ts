const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** Whether others can reach what listens on this address, or is announced under this URL: a proxy may stand before it. */
export function isExposed(host: string, publicUrl: string | undefined): boolean {
  const announced = publicUrl === undefined ? host : new URL(publicUrl).hostname.replace(/^\[|\]$/g, '');
  return !LOOPBACK.has(host) || !LOOPBACK.has(announced);
}

/** What no stranger may reach: to pay with nothing, to read all mail, to move time. */
export type DemoPart = keyof typeof DEMO_PARTS;

const DEMO_PARTS = {
  sandbox: 'a sandbox for payments (ALLY_PAYMENT_PROVIDER)',
  mailbox: 'a mailbox instead of mail (ALLY_MAIL)',
  'test-clock': 'a clock that anybody can move (ALLY_CLOCK)',
} as const;

/** How a process stands towards others. */
export interface Exposure {
  readonly host: string;
  readonly publicUrl: string | undefined;
  /** Somebody has said that this is a demo: `ALLY_DEMO=1`. */
  readonly isDemo: boolean;
}

/** @returns the sentence with which it refuses to listen where others are, or undefined. */
export function whyNotListenOn(
  { host, publicUrl, isDemo }: Exposure,
  parts: readonly DemoPart[],
): string | undefined {
  if (parts.length === 0 || isDemo || !isExposed(host, publicUrl)) return undefined;
  return (
    `Ally would listen on ${publicUrl ?? host} with ${namesOf(parts)}: ` +
    'set ALLY_DEMO=1 if that is meant, or leave ALLY_HOST and ALLY_PUBLIC_URL at this machine.'
  );
}

/** What of a demo is in use, in words, with the settings that say so. */
export function namesOf(parts: readonly DemoPart[]): string {
  return parts.map((part) => DEMO_PARTS[part]).join(' and ');
}
