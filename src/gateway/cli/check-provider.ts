import { createDiscovery } from '../oauth/discovery';
import { OAuthError } from '../oauth/oauth-client';
import type { OAuthProvider } from '../oauth/oauth-provider';
import { redirectAddress } from '../oauth/redirect-address';
import { printable } from '../shared/log';

/**
 * Prints whether the provider answers, and what has to be registered there. Returns whether it answers. Nobody signs in,
 * so neither client id nor secret is tried.
 * @param origin of the gateway; undefined if it isn't known before the start
 */
export async function checkProvider(
  provider: OAuthProvider,
  origin: string | undefined,
  print: (line: string) => void,
  { discover = createDiscovery(provider, Date.now) } = {},
): Promise<boolean> {
  const { id, issuer, scopes } = provider;
  print(`[oauth.${id}]`);
  try {
    const { usual } = await discover();
    print(`  ✓ ${issuer} answers`);
    // Those that are addresses are for mail, and nobody lists them.
    const { scopes_supported: listed = scopes } = usual.serverMetadata();
    const missing = scopes.filter(scope => !listed.includes(scope) && !scope.includes(':'));
    if (missing.length > 0)
      print(`  – it doesn’t list ${missing.join(', ')}: change scopes if it refuses sign-ins for that`);
    if (origin !== undefined)
      print(`  – redirect address to register: ${redirectAddress({ origin }, provider)}`);
    return true;
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    print(`  ✗ ${printable(error.message)}`);
    return false;
  }
}
