import { randomBytes } from 'node:crypto';
import type { Keys } from './keys';

export type Claim =
  | { readonly kind: 'valid' | 'expired'; readonly user: string; readonly service: string }
  | { readonly kind: 'unknown' };

export interface Tokens {
  /**
   * For one service and one user. Valid until `now` + lifetime (ms). The token has no white space or control
   * characters.
   */
  issue(user: string, service: string, now: number): string;
  /** Reads untrusted text. Never throws. */
  read(token: string, now: number): Claim;
}

const FORM = /^B64([A-Za-z0-9+/]+={0,2})\|sau=([a-z0-9-]{0,40})\|ted=(\d{1,12})\|([A-Za-z0-9+/]{43}=)$/;
const NONCE_BYTES = 12;

/**
 * Tokens in the provider's format: `B64…|sau=<service>|ted=<unix seconds>|<signature>`. Each contains `+`, `/`, `=`
 * and `|`, so that a client without percent-encoding fails on its first call. `lifetime` is in ms.
 * @param ownService its tokens have an empty `sau`, as those of version 1.0.0
 */
export function createTokens(keys: Keys, lifetime: number, ownService: string): Tokens {
  const partsOf = (subject: string, ends: string, sau: string) =>
    sau === '' ? [subject, ends] : [subject, ends, sau];
  return {
    issue(user, service, now) {
      const ends = String(Math.floor((now + lifetime) / 1000));
      const sau = service === ownService ? '' : service;
      for (;;) {
        const subject = Buffer.concat([randomBytes(NONCE_BYTES), Buffer.from(user)]).toString('base64');
        const signature = keys.sign('token', ...partsOf(subject, ends, sau)).toString('base64');
        const token = `B64${subject}|sau=${sau}|ted=${ends}|${signature}`;
        if (token.includes('+') && token.includes('/')) return token;
      }
    },
    read(token, now) {
      const [, subject, sau = '', ends, signature] = FORM.exec(token) ?? [];
      if (
        !subject ||
        !ends ||
        !signature ||
        !keys.matches(signature, 'token', ...partsOf(subject, ends, sau))
      ) {
        return { kind: 'unknown' };
      }
      const user = Buffer.from(subject, 'base64').subarray(NONCE_BYTES).toString();
      return { kind: now < Number(ends) * 1000 ? 'valid' : 'expired', user, service: sau || ownService };
    },
  };
}
