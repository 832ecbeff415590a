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
  const [whole, local, name] = /^(.+)@([^@\s]+)$/.exec(text.trim()) ?? [];
  if (whole === undefined || local === undefined || name === undefined) return undefined;
  const domain = domainToASCII(name).toLowerCase();
  return isHostName(domain) ? { whole, local, domain } : undefined;
}
