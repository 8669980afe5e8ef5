const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** Whether others can reach what listens on this address, or is announced under this URL: a proxy may stand before it. */
export function isExposed(host: string, publicUrl: string | undefined): boolean {
  const announced = publicUrl === undefined ? host : new URL(publicUrl).hostname.replace(/^\[|\]$/g, '');
  return !LOOPBACK.has(host) || !LOOPBACK.has(announced);
}

/**
 * Whoever reaches a sandbox can pay with nothing, and whoever reaches a mailbox can read all mail: so neither listens
 * where others are, unless somebody says that this is a demo.
 * @param hasMailbox whether mails go into a mailbox, and not out by SMTP.
 * @returns the sentence to refuse with, or undefined.
 */
export function whyNotListenOn(
  host: string,
  publicUrl: string | undefined,
  isDemo: boolean,
  hasMailbox = true,
): string | undefined {
  if (!isExposed(host, publicUrl) || isDemo) return undefined;
  return (
    `Ally would listen on ${publicUrl ?? host} with a sandbox for payments${hasMailbox ? ' and a mailbox instead of mail' : ''}: ` +
    'set ALLY_DEMO=1 if that is meant, or leave ALLY_HOST and ALLY_PUBLIC_URL at this machine.'
  );
}
