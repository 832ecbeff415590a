import { createHash, timingSafeEqual } from 'node:crypto';

export interface Credentials {
  readonly id: string;
  readonly password: string;
}

/** Reads an `Authorization` header with HTTP Basic (RFC 7617). Undefined if it is another scheme or malformed. */
export function readCredentials(header: string | undefined): Credentials | undefined {
  const [, encoded] = /^Basic +([\w+/]+={0,2}) *$/i.exec(header ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString();
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { id: text.slice(0, colon), password: text.slice(colon + 1) };
}

/**
 * A service's password has too many random characters to be guessed, so that a quick hash is enough. The id keeps
 * equal passwords of two services apart.
 */
export function hashPassword({ id, password }: Credentials): string {
  return createHash('sha256')
    .update(JSON.stringify([id, password]))
    .digest('base64url');
}

/** Compares in constant time. */
export function isPasswordOf(credentials: Credentials, hash: string): boolean {
  const [given, expected] = [Buffer.from(hashPassword(credentials)), Buffer.from(hash)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}
