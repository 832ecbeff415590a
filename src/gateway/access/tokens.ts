import { randomBytes } from 'node:crypto';
import type { Keys } from './keys';

/** What a token says once its signature is checked. */
export type Claim =
  | { readonly kind: 'valid'; readonly user: string }
  | { readonly kind: 'expired'; readonly user: string }
  | { readonly kind: 'unknown' };

export interface Tokens {
  /** A new token for a user, good until `now` + lifetime. Opaque: no white space, no control character. */
  issue(user: string, now: number): string;
  /** Reads any text, from anyone. Throws nothing. */
  read(token: string, now: number): Claim;
}

const FORM = /^B64([A-Za-z0-9+/]+={0,2})\|sau=\|ted=(\d{1,12})\|([A-Za-z0-9+/]{43}=)$/;
const NONCE_BYTES = 12;

/**
 * Signed user tokens, in the form of the provider's recorded ones: `B64…|sau=|ted=<unix seconds>|<signature>`.
 * Each holds `+`, `/`, `=` and `|`, so that a client that forgets to percent-encode finds out on its first call.
 * @param lifetime how long a token is good for, in milliseconds, 0 or more
 */
export function createTokens(keys: Keys, lifetime: number): Tokens {
  return {
    issue(user, now) {
      const ends = String(Math.floor((now + lifetime) / 1000));
      for (;;) {
        const subject = Buffer.concat([randomBytes(NONCE_BYTES), Buffer.from(user)]).toString('base64');
        const token = `B64${subject}|sau=|ted=${ends}|${keys.sign('token', subject, ends).toString('base64')}`;
        if (token.includes('+') && token.includes('/')) return token;
      }
    },
    read(token, now) {
      const [, subject, ends, signature] = FORM.exec(token) ?? [];
      if (!subject || !ends || !signature || !keys.matches(signature, 'token', subject, ends)) {
        return { kind: 'unknown' };
      }
      const user = Buffer.from(subject, 'base64').subarray(NONCE_BYTES).toString();
      return { kind: now < Number(ends) * 1000 ? 'valid' : 'expired', user };
    },
  };
}
