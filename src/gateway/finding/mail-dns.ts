import { Resolver } from 'node:dns/promises';

export interface SrvRecord {
  /** Without a dot at its end; empty for the target ".", which means that the service isn't offered (RFC 2782). */
  readonly name: string;
  readonly port: number;
  /** Lower is better. */
  readonly priority: number;
  readonly weight: number;
}

export interface MailDns {
  /** The names of the servers that receive a domain's mail, the preferred first. Rejects if there are none. */
  mx(domain: string): Promise<readonly string[]>;
  /** Rejects if there are none. */
  srv(name: string): Promise<readonly SrvRecord[]>;
}

/** ms for each of two tries. */
const TIMEOUT = 2_000;

/** `server`: an IP address, with or without a port, as `[::1]:53`; the system's servers without it. */
export function createMailDns(server?: string): MailDns {
  const resolver = new Resolver({ timeout: TIMEOUT, tries: 2 });
  if (server !== undefined) resolver.setServers([server]);
  return {
    async mx(domain) {
      const records = await resolver.resolveMx(domain);
      return records.toSorted((a, b) => a.priority - b.priority).map(({ exchange }) => exchange);
    },
    srv: name => resolver.resolveSrv(name),
  };
}
