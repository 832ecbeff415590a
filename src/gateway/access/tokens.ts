import { randomBytes } from 'node:crypto';
import type { Keys } from './keys';

export type Claim =
  | { readonly kind: 'valid'; readonly user: string }
  | { readonly kind: 'expired'; readonly user: string }
  | { readonly kind: 'unknown' };

export interface Tokens {
  /** Valid until `now` + lifetime (ms). The token has no white space or control characters. */
  issue(user: string, now: number): string;
  /** Reads untrusted text. Never throws. */
  read(token: string, now: number): Claim;
}

const FORM = /^B64([A-Za-z0-9+/]+={0,2})\|sau=\|ted=(\d{1,12})\|([A-Za-z0-9+/]{43}=)$/;
const NONCE_BYTES = 12;

/**
 * Tokens in the provider's format: `B64…|sau=|ted=<unix seconds>|<signature>`. Each contains `+`, `/`, `=`
 * and `|`, so that a client without percent-encoding fails on its first call. `lifetime` is in ms.
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
