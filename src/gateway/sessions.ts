import type { Keys } from './keys';

const COOKIE = 'facteur-session';
const LIFETIME_SECONDS = 12 * 60 * 60;
const ATTRIBUTES = 'Path=/; HttpOnly; SameSite=Lax';

/** The value of `Set-Cookie` that signs a user in for twelve hours. */
export function sessionCookie(keys: Keys, user: string, now: number): string {
  const who = Buffer.from(user).toString('base64url');
  const ends = String(Math.floor(now / 1000) + LIFETIME_SECONDS);
  const signature = keys.sign('session', who, ends).toString('base64url');
  return `${COOKIE}=${who}.${ends}.${signature}; Max-Age=${LIFETIME_SECONDS}; ${ATTRIBUTES}`;
}

/** The value of `Set-Cookie` that signs out. */
export const NO_SESSION_COOKIE = `${COOKIE}=; Max-Age=0; ${ATTRIBUTES}`;

/** The user a request's `Cookie` header signs in, if any. */
export function readSession(keys: Keys, header: string | undefined, now: number): string | undefined {
  for (const pair of (header ?? '').split(/;\s*/)) {
    const [name, value = ''] = pair.split('=', 2);
    const [who = '', ends = '', signature = ''] = value.split('.');
    if (name !== COOKIE || !keys.matches(signature, 'session', who, ends)) continue;
    if (now < Number(ends) * 1000) return Buffer.from(who, 'base64url').toString();
  }
  return undefined;
}
