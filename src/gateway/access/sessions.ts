import type { Cookies } from './cookies';
import type { Keys } from './keys';

export interface Session {
  readonly user: string;
  readonly value: string;
}

export interface Sessions {
  /** Returns a `Set-Cookie` value for 12 hours. `now` is in ms since 1970. */
  open(user: string, now: number): string;
  readonly closed: string;
  read(header: string | undefined, now: number): Session | undefined;
}

const COOKIE = 'session';
const LIFETIME_SECONDS = 12 * 60 * 60;

export function createSessions(keys: Keys, cookies: Cookies): Sessions {
  return {
    open(user, now) {
      const who = Buffer.from(user).toString('base64url');
      const ends = String(Math.floor(now / 1000) + LIFETIME_SECONDS);
      const signature = keys.sign('session', who, ends).toString('base64url');
      return cookies.write(COOKIE, `${who}.${ends}.${signature}`, LIFETIME_SECONDS);
    },
    closed: cookies.write(COOKIE, '', 0),
    read(header, now) {
      for (const value of cookies.read(header, COOKIE)) {
        const [who = '', ends = '', signature = ''] = value.split('.');
        if (!keys.matches(signature, 'session', who, ends)) continue;
        if (now < Number(ends) * 1000) return { user: Buffer.from(who, 'base64url').toString(), value };
      }
      return undefined;
    },
  };
}
