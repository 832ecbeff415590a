import type { ImapServer } from '../mailbox/imap/imap-server';
import { isThisMachine } from '../shared/loopback';
import { withDeadline } from '../shared/with-deadline';
import { fetchAutoconfig } from './fetch-autoconfig';
import type { Greet } from './greet';
import { type MailAddress, parseMailAddress } from './mail-address';
import type { MailDns } from './mail-dns';
import type { Provider } from './provider';
import { providerOf, providerOfHost, serverOf, userAt } from './providers';
import { srvServers } from './srv-servers';

export interface FoundServer {
  readonly server: ImapServer;
  /** The login's user name. */
  readonly user: string;
  readonly provider: Provider | undefined;
  /** `operator`: the gateway's config file names it. */
  readonly by: 'operator' | 'provider' | 'autoconfig' | 'srv' | 'mx' | 'guess';
  /**
   * Only DNS, which can be forged, says that this server outside of the address's domain is its mail server: ask
   * before it gets a password (RFC 6186, 6).
   */
  readonly unproven?: true;
}

export interface ServerFinder {
  /** Never rejects; undefined if nothing was found within the deadline. */
  find(address: string): Promise<FoundServer | undefined>;
}

export interface FinderOptions {
  readonly dns: MailDns;
  readonly fetch: typeof fetch;
  readonly greet: Greet;
  /** ms for everything; default: 10 s. */
  readonly deadline?: number;
}

type Source = Promise<FoundServer | undefined>;
type Best = (servers: readonly ImapServer[]) => Promise<ImapServer | undefined>;

/**
 * Finds an address's IMAP server: in the table of providers, in the domain's own autoconfig, by SRV records (RFC 6186),
 * by MX records that name a known provider, by usual names. All ask at once; the first in this order decides.
 */
export function createServerFinder({ dns, fetch, greet, deadline = 10_000 }: FinderOptions): ServerFinder {
  return {
    async find(text) {
      const address = parseMailAddress(text);
      if (address === undefined) return undefined;
      const known = providerOf(address.whole);
      if (known !== undefined) return atProvider(known, userAt(known, address), 'provider');
      return withDeadline(deadline, signal => {
        const best = (servers: readonly ImapServer[]) => bestOf(servers, greet, signal);
        const sources = [
          byAutoconfig(address, fetch, signal),
          bySrv(address, dns, best),
          byMx(address, dns),
          byGuess(address, best),
        ];
        return firstFound(sources.map(source => unlessAborted(source, signal)));
      });
    },
  };
}

const atProvider = (provider: Provider, user: string, by: 'provider' | 'mx'): FoundServer => ({
  server: serverOf(provider),
  user,
  provider,
  by,
});

const plainly = (server: ImapServer, { whole }: MailAddress) => ({
  server,
  user: whole,
  provider: providerOfHost(server.host),
});

async function byAutoconfig(
  address: MailAddress,
  fetch: FinderOptions['fetch'],
  signal: AbortSignal,
): Source {
  const found = await fetchAutoconfig(address, fetch, signal);
  if (found === undefined) return undefined;
  const { server, user, takesPasswords } = found;
  const { host } = server;
  const provider = providerOfHost(host) ?? (takesPasswords ? undefined : withoutPasswords(host));
  return { server, user, provider, by: 'autoconfig' };
}

const withoutPasswords = (host: string): Provider => ({
  name: host,
  domains: [],
  host,
  needs: ['no-passwords'],
  noPasswords: true,
});

async function bySrv(address: MailAddress, dns: MailDns, best: Best): Source {
  const servers = await srvServers(address.domain, dns);
  // The others are there for when the first doesn't answer (RFC 2782).
  const server = servers.length > 1 ? ((await best(servers)) ?? servers[0]) : servers[0];
  if (server === undefined) return undefined;
  const found = plainly(server, address);
  const { host } = server;
  // A known provider's other names may belong to its customers.
  const isProven =
    host === found.provider?.host || `.${host}`.endsWith(`.${address.domain}`) || isThisMachine(host);
  return { ...found, by: 'srv', ...(!isProven && { unproven: true }) };
}

async function byMx(address: MailAddress, dns: MailDns): Source {
  const [host = ''] = await dns.mx(address.domain);
  const provider = providerOfHost(host);
  // At its own domains, a provider may want less than the address as the user name; at a customer's domain, it can't.
  return provider && atProvider(provider, address.whole, 'mx');
}

async function byGuess(address: MailAddress, best: Best): Source {
  const server = await best(guesses(address));
  return server && { ...plainly(server, address), by: 'guess' };
}

const guesses = ({ domain }: MailAddress): readonly ImapServer[] => {
  const hosts = [`imap.${domain}`, `mail.${domain}`, domain];
  return [
    ...hosts.map(host => ({ host, port: 993, security: 'tls' as const })),
    ...hosts.map(host => ({ host, port: 143, security: 'starttls' as const })),
  ];
};

/** The first that greets with a trusted certificate, or else the first that greets: its user may trust it. */
async function bestOf(
  servers: readonly ImapServer[],
  greet: Greet,
  signal: AbortSignal,
): Promise<ImapServer | undefined> {
  const greetings = servers.map(server => greet(server, signal));
  let untrusted: ImapServer | undefined;
  for (const [index, server] of servers.entries()) {
    const greeting = await greetings[index];
    if (greeting === 'trusted') return server;
    if (greeting === 'untrusted') untrusted ??= server;
  }
  return untrusted;
}

async function firstFound(sources: readonly Source[]): Source {
  for (const source of sources) {
    const found = await source;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Never rejects. After the abort, a source that can't be interrupted counts as one that found nothing. */
function unlessAborted(source: Source, signal: AbortSignal): Source {
  const aborted = new Promise<undefined>(resolve => {
    // One turn of the event loop later, so that a source that stops at the signal can still return its result.
    signal.addEventListener('abort', () => setImmediate(resolve, undefined), { once: true });
  });
  return Promise.race([source.catch(() => undefined), aborted]);
}
