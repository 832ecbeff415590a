import { randomBytes } from 'node:crypto';
import type { Keys } from '../shared/keys';
import type { Cookies } from './cookies';

/** Counts a known browser's attempts separately, so that an attacker's failures don't lock the user out. */
export interface KnownBrowsers {
  /** Returns a `Set-Cookie` value that identifies this browser as the user's for a year. Only for one who has signed in. */
  remember(user: string): string;
  identify(header: string | undefined, user: string): string | undefined;
}

const COOKIE = 'known';
const YEAR_SECONDS = 365 * 24 * 60 * 60;

export function createKnownBrowsers(keys: Keys, cookies: Cookies): KnownBrowsers {
  return {
    remember(user) {
      const id = randomBytes(16).toString('base64url');
      const signature = keys.sign('known browser', id, user.toLowerCase()).toString('base64url');
      return cookies.write(COOKIE, `${id}.${signature}`, YEAR_SECONDS);
    },
    identify(header, user) {
      for (const value of cookies.read(header, COOKIE)) {
        const [id = '', signature = ''] = value.split('.');
        if (keys.matches(signature, 'known browser', id, user.toLowerCase())) return id;
      }
      return undefined;
    },
  };
}
