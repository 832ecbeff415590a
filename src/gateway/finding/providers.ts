import type { ImapServer } from '../mailbox/imap/imap-server';
import { isThisMachine } from '../shared/loopback';
import { type MailAddress, parseMailAddress } from './mail-address';
import type { Provider } from './provider';
import { PROVIDERS } from './provider-table';

const byDomain = new Map(PROVIDERS.flatMap(provider => provider.domains.map(domain => [domain, provider])));

/** By the exact domain. Ignores case and surrounding spaces. */
export function providerOf(address: string): Provider | undefined {
  const parsed = parseMailAddress(address);
  return parsed && byDomain.get(parsed.domain);
}

/** Names of servers that a provider's customers run themselves. */
const OF_CUSTOMERS = ['clients.your-server.de'];

const byServer = new Map<string, Provider | undefined>([
  ...PROVIDERS.flatMap(provider =>
    [...(isThisMachine(provider.host) ? [] : [provider.host]), ...(provider.servers ?? [])].map(
      name => [name, provider] as const,
    ),
  ),
  ...OF_CUSTOMERS.map(name => [name, undefined] as const),
]);

/** The provider that runs a mail server, by the server's name, such as an MX record has it. */
export function providerOfHost(host: string): Provider | undefined {
  const labels = host.toLowerCase().replace(/\.$/, '').split('.');
  const names = labels.map((_, index) => labels.slice(index).join('.'));
  return byServer.get(names.find(name => byServer.has(name)) ?? '');
}

export const serverOf = ({ host, port = 993, security }: Provider): ImapServer => ({
  host,
  port,
  security: security ?? 'tls',
});

/** The user name for one of the provider's own addresses. */
export const userAt = ({ signInName }: Provider, { whole, local }: MailAddress): string =>
  signInName === 'local-part' ? local : whole;
