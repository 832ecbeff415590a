import type { PeerCertificate } from 'node:tls';
import { withDeadline } from '../../shared/with-deadline';
import type { Certificate } from '../mailbox';
import type { ImapServer } from './imap-server';
import { openTls } from './open-tls';
import { serverWords } from './server-words';

const MAX_NAMES = 10;
const NAMES_TOLD = 3;

/** ms for the whole connection. */
const TIMEOUT = 3_000;

/** The code of an error: the server shows another certificate than {@link ImapServer.pin}. */
export const CHANGED = 'CERT_CHANGED';

/**
 * The certificate that a server shows, unverified. Opens a connection of its own, which sends no secret, for 3 s at
 * most. `undefined` if the server shows none.
 */
export async function fetchCertificate(
  server: ImapServer,
  signal?: AbortSignal,
): Promise<Certificate | undefined> {
  if (server.security === 'none') return undefined;
  const read = async (limited: AbortSignal) =>
    readCertificate((await openTls(server, limited)).getPeerCertificate());
  return withDeadline(TIMEOUT, read, signal).catch(() => undefined);
}

/** `undefined` if it has no dates that can be read. */
export function readCertificate(certificate: Partial<PeerCertificate> | undefined): Certificate | undefined {
  const { subjectaltname, subject, issuer, valid_from, valid_to, fingerprint256 } = certificate ?? {};
  const [from, to] = [new Date(valid_from ?? ''), new Date(valid_to ?? '')];
  if (fingerprint256 === undefined || Number.isNaN(from.getTime()) || Number.isNaN(to.getTime()))
    return undefined;
  const alternatives = (subjectaltname ?? '')
    .split(', ')
    .flatMap(name => /^(?:DNS|IP Address):(.+)$/s.exec(name)?.[1] ?? []);
  const names = alternatives.length > 0 ? alternatives : [subject?.CN].flat();
  const words = (texts: readonly unknown[]) => texts.flatMap(text => serverWords(text) ?? []);
  return {
    names: words(names.slice(0, MAX_NAMES)),
    issuer: words([words([issuer?.CN, issuer?.O].flat()).join(', ')]).join(),
    from,
    to,
    sha256: fingerprint256,
  };
}

/** The names, expiry or begin that explain the error with this code. `undefined` if none does. */
export function certificateFault(code: string, certificate: Certificate): string | undefined {
  switch (code) {
    case CHANGED:
      return 'its certificate isn’t the one that was trusted';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return nameFault(certificate);
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return dateFault(certificate);
  }
  return undefined;
}

function nameFault({ names }: Certificate): string | undefined {
  if (names.length === 0) return undefined;
  const more = names.length > NAMES_TOLD ? ' and others' : '';
  return `its certificate is for ${names.slice(0, NAMES_TOLD).join(', ')}${more}`;
}

function dateFault({ from, to }: Certificate): string | undefined {
  const day = (time: Date) => time.toISOString().slice(0, 10);
  if (to.getTime() < Date.now()) return `its certificate expired on ${day(to)}`;
  return from.getTime() > Date.now()
    ? `its certificate isn’t valid before ${day(from)}, or this machine’s clock is wrong`
    : undefined;
}
