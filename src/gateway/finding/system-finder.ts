import type { ImapServer } from '../mailbox/imap/imap-server';
import { createServerFinder, type ServerFinder } from './find-server';
import { greet } from './greet';
import { createMailDns } from './mail-dns';
import { providerOfHost } from './providers';

/** `dnsServer`: for SRV and MX records, as {@link createMailDns} takes it. */
export const createSystemFinder = (dnsServer: string | undefined): ServerFinder =>
  createServerFinder({ dns: createMailDns(dnsServer), fetch, greet });

/** Finds the same server, which the gateway's operator names, for every address. */
export const serverForAll = (server: ImapServer): ServerFinder => ({
  find: async address => ({
    server,
    user: address,
    provider: providerOfHost(server.host),
    by: 'operator',
  }),
});
