import { readBody } from '../../core/answer/read-body';
import { withDeadline } from '../shared/with-deadline';
import { type ConfiguredServer, readAutoconfig } from './autoconfig';
import type { MailAddress } from './mail-address';

/** ms for one file, with its redirects. */
const DEADLINE = 5_000;
const MAX_BYTES = 64 * 1024;
const MAX_REDIRECTS = 3;

/** The addresses of a domain's own file, the preferred one first. Only https proves that it is the domain's. */
const addressesOf = ({ whole, domain }: MailAddress) => [
  `https://autoconfig.${domain}/mail/config-v1.1.xml?emailaddress=${encodeURIComponent(whole)}`,
  `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`,
];

/** Asks both places at once. Undefined if neither has a server with TLS. Never rejects. */
export async function fetchAutoconfig(
  address: MailAddress,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<ConfiguredServer | undefined> {
  const tries = addressesOf(address).map(async url => {
    const xml = await withDeadline(DEADLINE, limited => fetchText(url, fetch, limited), signal);
    return xml === undefined ? undefined : readAutoconfig(xml, address);
  });
  for (const found of tries.map(it => it.catch(() => undefined))) {
    const server = await found;
    if (server !== undefined) return server;
  }
  return undefined;
}

/** Undefined for any answer but a small text with status 200, at https addresses only. Rejects if the fetch does. */
async function fetchText(
  url: string,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<string | undefined> {
  let next = new URL(url);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    if (next.protocol !== 'https:') return undefined;
    const response = await fetch(next, { redirect: 'manual', credentials: 'omit', signal });
    if (response.status === 200) {
      const bytes = await readBody(response, MAX_BYTES);
      return bytes && new TextDecoder().decode(bytes);
    }
    await response.body?.cancel();
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null) return undefined;
    next = new URL(location, next);
  }
  return undefined;
}
