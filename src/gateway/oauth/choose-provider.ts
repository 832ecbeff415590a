import type { FoundServer } from '../finding/find-server';
import { parseMailAddress } from '../finding/mail-address';
import { providerOf } from '../finding/providers';
import type { OAuthProvider } from './oauth-provider';

/**
 * Where an address's person signs in: at the provider that names its domain in the config file, or else at the one of
 * its mail server. Undefined for a password.
 * @param found the address's mail server
 */
export function providerFor(
  address: string,
  found: Pick<FoundServer, 'provider'> | undefined,
  providers: readonly OAuthProvider[],
): OAuthProvider | undefined {
  const domain = parseMailAddress(address)?.domain;
  if (domain === undefined) return undefined;
  const id = (found?.provider ?? providerOf(address))?.oauth;
  return providers.find(({ domains }) => domains.includes(domain)) ?? providers.find(it => it.id === id);
}
