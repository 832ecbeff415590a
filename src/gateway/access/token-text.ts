import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Keys } from '../shared/keys';

/** A token, taken apart. */
export interface ParsedToken {
  /** The SHA-256 of the token, in base64url. */
  readonly id: string;
  /** Of version 1.0.0: without a key, and valid without a record. */
  readonly isOld: boolean;
  readonly user: string;
  readonly service: string;
  /** When it ends if nobody uses it, in ms since 1970. */
  readonly ends: number;
  /** Seals what the record of the token keeps. */
  readonly key: Buffer;
}

/**
 * Tokens in the provider's format: `B64…|sau=<service>|ted=<unix seconds>|<signature>`. Each contains `+`, `/`, `=`
 * and `|`, so that a client without percent-encoding fails on its first call.
 */
export interface TokenTexts {
  /** @param ends in seconds since 1970 */
  make(user: string, service: string, ends: number): { readonly token: string; readonly key: Buffer };
  /** Reads untrusted text. Undefined if it isn't signed by this gateway. */
  parse(token: string): ParsedToken | undefined;
}

const FORM = /^B64([A-Za-z0-9+/]+={0,2})\|sau=([a-z0-9-]{0,40})\|ted=(\d{1,12})\|([A-Za-z0-9+/]{43}=)$/;
const KEY_BYTES = 32;
/** Of version 1.0.0. */
const NONCE_BYTES = 12;
const LINK_KEY_BYTES = 16;
const AT_CHARACTERS = 8;

export const idOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** The same for each link of one token, so that an answer stays the same. @param key of the token */
export const linkKeyOf = (key: Buffer): string =>
  createHmac('sha256', key).update('link').digest().subarray(0, LINK_KEY_BYTES).toString('base64url');

/** The text that is the end of the token in an address. */
export const endOf = (token: string): string =>
  decodeURIComponent(encodeURIComponent(token).slice(-AT_CHARACTERS));

/** @param ownService the service whose tokens have an empty `sau`, as those of version 1.0.0 */
export function createTokenTexts(keys: Keys, ownService: string): TokenTexts {
  const signed = (isOld: boolean, subject: string, ends: string, sau: string) =>
    [isOld ? 'token' : 'token with a key', subject, ends, ...(sau === '' ? [] : [sau])] as const;
  return {
    make(user, service, ends) {
      const sau = service === ownService ? '' : service;
      for (;;) {
        const key = randomBytes(KEY_BYTES);
        const subject = Buffer.concat([key, Buffer.from(user)]).toString('base64');
        const signature = keys.sign(...signed(false, subject, String(ends), sau)).toString('base64');
        const token = `B64${subject}|sau=${sau}|ted=${ends}|${signature}`;
        if (token.includes('+') && token.includes('/')) return { token, key };
      }
    },
    parse(token) {
      const [, subject = '', sau = '', ends = '', signature = ''] = FORM.exec(token) ?? [];
      for (const isOld of [false, true]) {
        if (!keys.matches(signature, ...signed(isOld, subject, ends, sau))) continue;
        const bytes = Buffer.from(subject, 'base64');
        const length = isOld ? NONCE_BYTES : KEY_BYTES;
        return {
          id: idOf(token),
          isOld,
          user: bytes.subarray(length).toString(),
          service: sau || ownService,
          ends: Number(ends) * 1000,
          key: bytes.subarray(0, length),
        };
      }
      return undefined;
    },
  };
}
