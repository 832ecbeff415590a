import { domainToASCII } from 'node:url';
import { parseMailAddress } from '../finding/mail-address';
import { providerOf } from '../finding/providers';
import type { SignedInPerson } from './oauth-client';
import type { OAuthProvider } from './oauth-provider';

export type Addresses = Pick<SignedInPerson, 'addresses' | 'isVerified' | 'denied'>;

/**
 * The e-mail addresses among what a provider says about an account; undefined if there are none. Whether one is
 * verified is only said about the claim `email` (OpenID Connect Core 1.0, 5.1): another claim is trusted as it is, unless
 * the provider needs more proof.
 */
export function addressesIn(
  said: Readonly<Record<string, unknown>>,
  { claims, proof }: Pick<OAuthProvider, 'claims' | 'proof'>,
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
  const isTrue = first.claim !== 'email' || verified === 'true';
  const isProven = proof === undefined || (proof === 'hosted' && isHosted(said.hd, first.address));
  const trusted = found.filter(({ claim }) => claim !== 'email' || verified !== 'false');
  const denied = addresses.filter(it => trusted.every(({ address }) => address !== it));
  return { addresses, isVerified: isTrue && isProven, denied };
}

/**
 * Whether Google has given the address out itself, or to the organisation whose account it is, named by the claim `hd`
 * (<https://developers.google.com/identity/gsi/web/guides/verify-google-id-token>).
 */
const isHosted = (hd: unknown, address: string) =>
  providerOf(address)?.oauth === 'google' ||
  (typeof hd === 'string' && domainToASCII(hd) === parseMailAddress(address)?.domain);
