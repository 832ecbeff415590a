import { createServerFinder, type ServerFinder } from './find-server';
import { greet } from './greet';
import { createMailDns } from './mail-dns';

/** `dnsServer`: for SRV and MX records, as {@link createMailDns} takes it. */
export const createSystemFinder = (dnsServer: string | undefined): ServerFinder =>
  createServerFinder({ dns: createMailDns(dnsServer), fetch, greet });
