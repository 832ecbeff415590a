import { isIPv4, isIPv6 } from 'node:net';

/** The IPv4 address, or the /64 of an IPv6 address (one customer has a whole /64); otherwise `unknown`. */
export function networkOf(address: string | undefined): string {
  const [plain = ''] = (address ?? '').split('%');
  const [, mapped = plain] = /^::ffff:([\d.]+)$/i.exec(plain) ?? [];
  if (isIPv4(mapped)) return mapped;
  if (!isIPv6(plain)) return 'unknown';
  const [left = '', right] = plain.split('::');
  const before = left === '' ? [] : left.split(':');
  const after = right ? right.split(':') : [];
  const zeros = right === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array<string>(Math.max(zeros, 0)).fill('0'), ...after];
  const network = groups.slice(0, 4).map(group => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
