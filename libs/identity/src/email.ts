import { domainToASCII } from 'node:url';

/**
 * The form under which two spellings of an address are one person: NFC, lower case, the domain as A-labels
 * (RFC 5891). Dots and plus signs stay: only the mailbox's owner knows whether they matter. Mail goes to the address
 * as it was typed.
 */
export function normalizedEmail(typed: string): string {
  const address = typed.normalize('NFC').trim();
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  return `${address.slice(0, at)}@${domainToASCII(domain) || domain}`.toLowerCase();
}
