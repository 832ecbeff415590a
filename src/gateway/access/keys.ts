import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Signs what the gateway hands out, so that it knows its own when it comes back. */
export interface Keys {
  /** 32 bytes. The same parts under another purpose have another signature. */
  sign(purpose: string, ...parts: readonly string[]): Buffer;
  /** Compares in constant time. `signature` is base64 or base64url text from outside: it may be anything. */
  matches(signature: string, purpose: string, ...parts: readonly string[]): boolean;
}

/** HMAC-SHA-256 keys. Without a secret they last as long as this process. */
export function createKeys(secret: Buffer = randomBytes(32)): Keys {
  // As JSON no two lists of parts read the same, which joining them with a separator would not ensure.
  const sign = (purpose: string, ...parts: readonly string[]) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([purpose, ...parts]))
      .digest();
  return {
    sign,
    matches(signature, purpose, ...parts) {
      const given = Buffer.from(signature, 'base64');
      // One signature has one text in each alphabet: no stray characters, and no other unused bits at its end.
      const exact = given.toString('base64') === signature || given.toString('base64url') === signature;
      const expected = sign(purpose, ...parts);
      return exact && given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
