import { printable } from '../../shared/log';

const LONGEST = 200;

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

/** The forms in which a server may repeat a login: as it is, and as SASL sends it (RFC 4616). */
export function secretsOf({ user, password }: { user: string; password: string }): string[] {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  return [base64(`\0${user}\0${password}`), base64(password), password];
}
