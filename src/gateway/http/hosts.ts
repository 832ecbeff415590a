import { isIPv4 } from 'node:net';
import { isLoopbackAddress } from '../shared/loopback';

/** Checks a `Host` header. This stops DNS rebinding, where a foreign page lets its own name lead here. */
export function createHostCheck(host: string, publicOrigin?: string) {
  const local = isLoopbackAddress(host);
  const names = new Set<string>();
  if (publicOrigin !== undefined) {
    const url = new URL(publicOrigin);
    names.add(url.host);
    // Some clients write the scheme's default port.
    names.add(`${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`);
  }
  return (header: string | undefined): boolean => {
    const name = header?.toLowerCase() ?? '';
    return names.has(name) || (local && isLoopbackName(name));
  };
}

/** Any port: it may be forwarded. */
function isLoopbackName(header: string): boolean {
  const [, name = ''] = /^(localhost|\[::1\]|[\d.]+)(?::\d{1,5})?$/.exec(header) ?? [];
  return name === 'localhost' || name === '[::1]' || (isIPv4(name) && isLoopbackAddress(name));
}
