import type { ImapServer } from '../mailbox/imap/imap-server';
import { isHostName } from '../shared/host-name';
import type { MailDns, SrvRecord } from './mail-dns';

const SERVICES = [
  { name: '_imaps._tcp', security: 'tls' },
  // TLS is a must here: RFC 6186 lets a client refuse servers that only offer it.
  { name: '_imap._tcp', security: 'starttls' },
] as const;

/**
 * A domain's servers by its SRV records (RFC 6186): by priority, with TLS from the first byte before STARTTLS, then by
 * weight. Not by chance, as RFC 2782 has it: a mailbox keeps its server, and should get the same again. Never rejects.
 */
export async function srvServers(domain: string, dns: MailDns): Promise<readonly ImapServer[]> {
  const found = await Promise.all(
    SERVICES.map(async ({ name, security }) => {
      const records = await dns.srv(`${name}.${domain}`).catch(() => []);
      return records.filter(isOffered).map(record => ({ record, security }));
    }),
  );
  return found
    .flat()
    .toSorted(
      (a, b) =>
        a.record.priority - b.record.priority ||
        Number(a.security === 'starttls') - Number(b.security === 'starttls') ||
        b.record.weight - a.record.weight,
    )
    .map(({ record, security }) => ({ host: record.name.toLowerCase(), port: record.port, security }));
}

const isOffered = ({ name, port }: SrvRecord) => isHostName(name) && port > 0;
