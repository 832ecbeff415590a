import { isIPv4 } from 'node:net';
import { isLoopback } from './bind-address';

/**
 * Whether a `Host` header names this gateway. A page elsewhere can have its own name lead here (DNS rebinding), and
 * would then be allowed to read every answer.
 * @param host the address that the gateway listens on
 */
export function createHostCheck(host: string, publicOrigin?: string) {
  const local = isLoopback(host);
  const names = new Set<string>();
  if (publicOrigin !== undefined) {
    const url = new URL(publicOrigin);
    names.add(url.host);
    // A client may also write the port that the scheme implies.
    names.add(`${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`);
  }
  return (header: string | undefined): boolean => {
    const name = header?.toLowerCase() ?? '';
    return names.has(name) || (local && isLoopbackName(name));
  };
}

/** Of any port: a forwarded port is another one. */
function isLoopbackName(header: string): boolean {
  const [, name = ''] = /^(localhost|\[::1\]|[\d.]+)(?::\d{1,5})?$/.exec(header) ?? [];
  return name === 'localhost' || name === '[::1]' || (isIPv4(name) && isLoopback(name));
}
