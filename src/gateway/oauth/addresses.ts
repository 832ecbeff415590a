import { parseMailAddress } from '../finding/mail-address';
import type { SignedInPerson } from './oauth-client';

export type Addresses = Pick<SignedInPerson, 'addresses' | 'isVerified' | 'denied'>;

/**
 * The e-mail addresses among what a provider says about an account; undefined if there are none. Whether one is
 * verified is only said about the claim `email` (OpenID Connect Core 1.0, 5.1): another claim is trusted as it is.
 */
export function addressesIn(
  said: Readonly<Record<string, unknown>>,
  claims: readonly string[],
): Addresses | undefined {
  const found = claims.flatMap(claim =>
    [said[claim]].flat().flatMap(value => {
      const address = typeof value === 'string' ? parseMailAddress(value)?.whole : undefined;
      return address === undefined ? [] : [{ claim, address }];
    }),
  );
  const [first] = found;
  if (first === undefined) return undefined;
  const addresses = [...new Set(found.map(({ address }) => address))];
  // Some providers send it as a text.
  const verified = String(said.email_verified);
  const isVerified = first.claim !== 'email' || verified === 'true';
  const trusted = found.filter(({ claim }) => claim !== 'email' || verified !== 'false');
  const denied = addresses.filter(it => trusted.every(({ address }) => address !== it));
  return { addresses, isVerified, denied };
}
