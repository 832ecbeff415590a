import { printable } from '../../shared/log';
import type { Credentials, ImapServer } from './imap-server';

const LONGEST = 200;

/** Credentials, and the server that they are sent to. */
interface Sent {
  readonly credentials: Credentials;
  readonly server: Pick<ImapServer, 'host' | 'port'>;
}

/**
 * A server's words about a sign-in, for people: on one line, printable, without the given secrets, and at most
 * 200 characters. `undefined` if nothing is left.
 */
export function serverWords(text: unknown, secrets: readonly string[] = []): string | undefined {
  if (typeof text !== 'string') return undefined;
  const open = secrets.filter(secret => secret !== '').reduce((rest, it) => rest.replaceAll(it, '…'), text);
  const characters = Array.from(printable(open).replaceAll(/\s+/g, ' ').trim());
  if (characters.length === 0) return undefined;
  return characters.length <= LONGEST ? characters.join('') : `${characters.slice(0, LONGEST - 1).join('')}…`;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** The forms in which a server may repeat credentials: as they are, and as SASL sends them (RFC 4616, RFC 7628). */
export function secretsOf({ credentials, server: { host, port } }: Sent): string[] {
  const { user } = credentials;
  if ('password' in credentials) {
    const { password } = credentials;
    return [base64(`\0${user}\0${password}`), base64(password), password];
  }
  const { accessToken } = credentials;
  const end = `auth=Bearer ${accessToken}\x01\x01`;
  // A host that is an IP address is sent as it is, too.
  const bearer = `n,a=${user.replaceAll('=', '=3D').replaceAll(',', '=2C')},\x01host=${host}\x01port=${port}\x01${end}`;
  return [base64(bearer), base64(`user=${user}\x01${end}`), base64(accessToken), accessToken];
}
