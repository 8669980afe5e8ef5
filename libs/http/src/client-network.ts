import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** Addresses that say nothing about where a client is: itself, its LAN, its carrier's or cloud's inside, its link (RFC 6890). */
const NOT_GLOBAL = new BlockList();
for (const [prefix, length] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  NOT_GLOBAL.addSubnet(prefix, length, 'ipv4');
for (const [prefix, length] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  NOT_GLOBAL.addSubnet(prefix, length, 'ipv6');

/**
 * Whoever pays for one connection to the internet: an IPv4 address, or the IPv6 /56 that a home gets at least
 * (RIPE-690, section 4.2). Within it addresses cost nothing.
 */
export function customerOf(address: string): string {
  return prefixOf(address, 32, 56);
}

/**
 * The smallest block that is routed by itself, IPv4 /24 or IPv6 /48 (longer prefixes are filtered between networks, RFC
 * 7454, section 6.1.3): more addresses of one are cheap, another one is not.
 * @returns null for an address that is not on the internet: it does not tell one client from another.
 */
export function routedBlockOf(address: string): string | null {
  const ip = plain(address);
  const family = isIPv4(ip) ? 'ipv4' : 'ipv6';
  if ((!isIPv4(ip) && !isIPv6(ip)) || NOT_GLOBAL.check(ip, family)) return null;
  return prefixOf(ip, 24, 48);
}

function prefixOf(address: string, v4Length: number, v6Length: number): string {
  const ip = plain(address);
  if (isIPv4(ip)) {
    const kept = ip.split('.').slice(0, v4Length / 8);
    return `${kept.join('.')}/${v4Length}`;
  }
  if (!isIPv6(ip)) return 'unknown';
  const hex = groupsOf(ip).map((group) => group.padStart(4, '0'));
  return `${hex.join('').slice(0, v6Length / 4)}/${v6Length}`;
}

/** Without the zone of a link (`%eth0`), and an IPv4 address that came over an IPv6 socket as IPv4. */
function plain(address: string): string {
  const ip = address.replace(/%.*$/, '');
  if (!isIPv6(ip)) return ip;
  const groups = groupsOf(ip);
  const isMapped = groups.slice(0, 5).every((group) => group === '0') && groups[5] === 'ffff';
  if (!isMapped) return ip;
  const [high = 0, low = 0] = groups.slice(6).map((group) => Number.parseInt(group, 16));
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(ip: string): string[] {
  // The parser of URLs knows every spelling and gives the one of RFC 5952.
  const canonical = new URL(`http://[${ip}]`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => '0'), ...after];
}
