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

/**
 * One form of all spellings of a typed user name, so that another one doesn't get past a check: without invisible
 * characters and compatibility forms, as mail servers read it (SASLprep, RFC 4013, 2.1 and 2.2), and with the domain in
 * lower case and ASCII. It is only a claim: an address that a provider proves must not be changed like this.
 */
export function canonicalName(typed: string): string {
  const plain = typed
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC')
    .trim();
  const parsed = parseMailAddress(plain);
  return parsed === undefined ? plain : `${parsed.local}@${parsed.domain}`;
}

/** Changes only ASCII letters: a Kelvin sign would become the letter k of somebody else’s address. */
export const lowerCase = (address: string): string =>
  address.replaceAll(/[A-Z]/g, letter => letter.toLowerCase());

/** Whether two addresses are the same in any case, also with their domains in Unicode and in ASCII. */
export function isSameAddress(one: string, other: string): boolean {
  const plain = (text: string) => {
    const parsed = parseMailAddress(text);
    return lowerCase(parsed === undefined ? text : `${parsed.local}@${parsed.domain}`);
  };
  return plain(one) === plain(other);
}
