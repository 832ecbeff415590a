import { once } from 'node:events';
import { connect as connectPlain, isIP } from 'node:net';
import { connect as connectTls, type PeerCertificate } from 'node:tls';
import { codeOf } from '../../shared/error-code';
import type { ImapServer } from './imap-server';
import { serverWords } from './server-words';

const DATE_CODES: readonly string[] = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];

const MAX_NAMES = 3;

/** ms without data. */
const TIMEOUT = 3_000;

/**
 * Says for which names the server's certificate is, when it expired, or when it begins. To read the dates, opens a
 * second connection, which sends no secret. Returns `undefined` if neither explains the error.
 */
export async function certificateFault(error: unknown, server: ImapServer): Promise<string | undefined> {
  const code = codeOf(error);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return nameFault(Object(error).cert);
  if (!DATE_CODES.includes(code)) return undefined;
  const certificate = await fetchCertificate(server).catch(() => undefined);
  return certificate && dateFault(certificate, Date.now());
}

function nameFault(certificate: PeerCertificate | undefined): string | undefined {
  const names = certificate && namesOn(certificate);
  return names === undefined ? undefined : `its certificate is for ${names}`;
}

function namesOn({ subjectaltname, subject }: PeerCertificate): string | undefined {
  const names = subjectaltname?.split(', ').map(name => name.replace(/^(?:DNS|IP Address):/, '')) ?? [];
  const all = names.length > 0 ? names : [subject?.CN].flat();
  const more = all.length > MAX_NAMES ? ' and others' : '';
  const shown = serverWords(all.slice(0, MAX_NAMES).join(', '));
  return shown === undefined ? undefined : shown + more;
}

/** `now` is in ms since 1970. `undefined` if the dates are right. */
export function dateFault(
  { valid_from, valid_to }: Pick<PeerCertificate, 'valid_from' | 'valid_to'>,
  now: number,
): string | undefined {
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  const [from, to] = [Date.parse(valid_from), Date.parse(valid_to)];
  if (to < now) return `its certificate expired on ${day(to)}`;
  return from > now
    ? `its certificate isn’t valid before ${day(from)}, or this machine’s clock is wrong`
    : undefined;
}

async function fetchCertificate({ host, port, security }: ImapServer): Promise<PeerCertificate> {
  const plain = connectPlain({ host, port });
  plain.setTimeout(TIMEOUT, () => plain.destroy(new Error('no answer')));
  const failed = new Promise<never>((_resolve, reject) => {
    plain.on('error', reject);
    plain.on('close', () => reject(new Error('closed')));
  });
  const read = async () => {
    if (security === 'starttls') {
      await once(plain, 'data');
      plain.write('A STARTTLS\r\n');
      await once(plain, 'data');
    }
    const servername = isIP(host) === 0 ? { servername: host } : {};
    // Unverified on purpose: it is only looked at.
    const secure = connectTls({ socket: plain, rejectUnauthorized: false, ...servername });
    secure.on('error', () => {});
    await once(secure, 'secureConnect');
    return secure.getPeerCertificate();
  };
  try {
    return await Promise.race([read(), failed]);
  } finally {
    plain.destroy();
  }
}
