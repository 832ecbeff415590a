import { askCapabilities } from '../mailbox/imap/ask-capabilities';
import { MailboxError } from '../mailbox/mailbox';
import { createDiscovery } from '../oauth/discovery';
import { OAuthError } from '../oauth/oauth-client';
import type { OAuthProvider } from '../oauth/oauth-provider';
import { redirectAddress } from '../oauth/redirect-address';
import { printable } from '../shared/log';

/**
 * Prints whether the provider answers, what has to be registered there, and whether its mail server takes access tokens.
 * Returns whether all this works. Nobody signs in, so neither client id nor secret is tried.
 * @param origin of the gateway; undefined if it isn't known before the start
 */
export async function checkProvider(
  provider: OAuthProvider,
  origin: string | undefined,
  print: (line: string) => void,
  { discover = createDiscovery(provider, Date.now) } = {},
): Promise<boolean> {
  const { id, issuer, scopes, mail } = provider;
  print(`[oauth.${id}]`);
  let works = true;
  const show = (problem: string) => {
    works = false;
    print(`  ✗ ${printable(problem)}`);
  };
  try {
    const { usual } = await discover();
    print(`  ✓ ${issuer} answers`);
    // No provider lists the scopes that are addresses: they are for mail.
    const { scopes_supported: listed = scopes } = usual.serverMetadata();
    const missing = scopes.filter(scope => !listed.includes(scope) && !scope.includes(':'));
    if (missing.length > 0)
      print(`  – it doesn’t list ${missing.join(', ')}: change scopes if it refuses sign-ins for that`);
    if (origin !== undefined)
      print(`  – redirect address to register: ${redirectAddress({ origin }, provider)}`);
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    show(error.message);
  }
  const { server, master } = mail;
  if (server === undefined || server.security === 'none' || master !== undefined) return works;
  try {
    const offered = await askCapabilities(server);
    const mechanism = ['OAUTHBEARER', 'XOAUTH2'].find(it => offered.has(`AUTH=${it}`));
    if (mechanism !== undefined) print(`  ✓ ${server.host} takes access tokens (${mechanism})`);
    else show(`${server.host} takes no access tokens: turn on OAUTHBEARER or XOAUTH2 there`);
  } catch (error) {
    if (!(error instanceof MailboxError)) throw error;
    show(`${error.message}: check host, port, security and ca in [oauth.${id}]`);
  }
  return works;
}
