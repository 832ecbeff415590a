import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { isHostName } from '../shared/host-name';

export interface MailAddress {
  /** As typed, without surrounding spaces. */
  readonly whole: string;
  readonly local: string;
  /** In lower case and ASCII: `bücher.example` is `xn--bcher-kva.example` (RFC 5891). */
  readonly domain: string;
}

/** Undefined for a text that is no e-mail address. */
export function parseMailAddress(text: string): MailAddress | undefined {
  // `domainToASCII` reads a URL's host: without other parts of a URL, and with other forms of IP addresses.
  const [whole, local, name] = /^(.+)@([^@\s/\\?#:%]+)$/.exec(text.trim()) ?? [];
  if (whole === undefined || local === undefined || name === undefined) return undefined;
  const domain = domainToASCII(name);
  return isHostName(domain) && isIP(domain) === 0 ? { whole, local, domain } : undefined;
}
