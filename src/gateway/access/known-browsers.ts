import { randomBytes } from 'node:crypto';
import type { Cookies } from './cookies';
import type { Keys } from './keys';

/**
 * Browsers that someone has signed in with before. Their attempts at that account are counted by themselves: however
 * much others fail at it, its owner gets in.
 */
export interface KnownBrowsers {
  /** The value of `Set-Cookie` that lets this browser be known again as that user's, for a year. */
  remember(user: string): string;
  /** Which of that user's browsers a request's `Cookie` header says it comes from, if any. */
  identify(header: string | undefined, user: string): string | undefined;
}

const COOKIE = 'known';
const YEAR_SECONDS = 365 * 24 * 60 * 60;

export function createKnownBrowsers(keys: Keys, cookies: Cookies): KnownBrowsers {
  return {
    remember(user) {
      const id = randomBytes(16).toString('base64url');
      const signature = keys.sign('known browser', id, user).toString('base64url');
      return cookies.write(COOKIE, `${id}.${signature}`, YEAR_SECONDS);
    },
    identify(header, user) {
      for (const value of cookies.read(header, COOKIE)) {
        const [id = '', signature = ''] = value.split('.');
        if (keys.matches(signature, 'known browser', id, user)) return id;
      }
      return undefined;
    },
  };
}
