import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export interface Keys {
  /** Returns 32 bytes. */
  sign(purpose: string, ...parts: readonly string[]): Buffer;
  /** Compares in constant time. `signature` is untrusted base64 or base64url text. */
  matches(signature: string, purpose: string, ...parts: readonly string[]): boolean;
}

/** HMAC-SHA-256. Without a secret, signatures are valid only in this process. */
export function createKeys(secret: Buffer = randomBytes(32)): Keys {
  // JSON keeps different lists of parts apart; a separator would not.
  const sign = (purpose: string, ...parts: readonly string[]) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([purpose, ...parts]))
      .digest();
  return {
    sign,
    matches(signature, purpose, ...parts) {
      const given = Buffer.from(signature, 'base64');
      // Accept only the canonical text: the decoder ignores stray characters and unused bits at the end.
      const exact = given.toString('base64') === signature || given.toString('base64url') === signature;
      const expected = sign(purpose, ...parts);
      return exact && given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
