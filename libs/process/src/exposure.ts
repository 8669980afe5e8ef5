const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** Whether other machines can reach what listens on this address. */
export function isExposed(host: string): boolean {
  return !LOOPBACK.has(host);
}

/**
 * Whoever reaches a sandbox can pay with nothing, and whoever reaches a mailbox can read all mail: so neither listens
 * where others are, unless somebody says that this is a demo.
 * @returns the sentence to refuse with, or undefined.
 */
export function whyNotListenOn(host: string, isDemo: boolean): string | undefined {
  if (!isExposed(host) || isDemo) return undefined;
  return (
    `Ally would listen on ${host} with a sandbox for payments and a mailbox instead of mail: ` +
    'set ALLY_DEMO=1 if that is meant, or leave ALLY_HOST at 127.0.0.1.'
  );
}
