import type { ImapServer } from '../mailbox/imap/imap-server';
import { createServerFinder, type ServerFinder } from './find-server';
import { greet } from './greet';
import { parseMailAddress } from './mail-address';
import { createMailDns } from './mail-dns';
import { providerOfHost } from './providers';

/** `dnsServer`: for SRV and MX records, as {@link createMailDns} takes it. */
export const createSystemFinder = (dnsServer: string | undefined): ServerFinder =>
  createServerFinder({ dns: createMailDns(dnsServer), fetch, greet });

/** Addresses in which no mail server finds a separator of two users, as a master user's login has it. */
const PLAIN_ADDRESS = /^[\p{L}\p{M}\p{N}_.+'=&~-]+@[\w.-]+$/u;

/**
 * Finds the same server, which the gateway's operator names, for every address; none for one that a mail server could
 * read as two users.
 * @param user the user name there, with `{address}`, `{local}` and `{domain}` in it
 */
export const serverForAll = (server: ImapServer, user: string): ServerFinder => ({
  async find(text) {
    const address = parseMailAddress(text);
    if (address === undefined || !PLAIN_ADDRESS.test(address.whole)) return undefined;
    const values: Readonly<Record<string, string>> = { ...address, address: address.whole };
    return {
      server,
      user: user.replaceAll(/\{(\w+)\}/g, (_all, name) => values[name] ?? ''),
      provider: providerOfHost(server.host),
      by: 'operator',
    };
  },
});
