import { parseUrl } from '../answer/link';
import type { Account } from './account';
import { gatewayAddresses } from './gateway-address';

/**
 * The page that "Open webmail" opens: the account's webmail, else its page at Facteur's gateway. Undefined if
 * neither is known.
 */
export function webmailOf({
  webmail,
  endpoint,
  signInPage,
}: Pick<Account, 'webmail' | 'endpoint' | 'signInPage'>): string | undefined {
  if (webmail) return webmail;
  const url = parseUrl(endpoint);
  if (!url) return undefined;
  const own = gatewayAddresses(url.origin);
  const page = parseUrl(signInPage);
  const isGateway = url.href === own.apiAddress && (!page || page.origin + page.pathname === own.signInPage);
  return isGateway ? own.webmailAddress : undefined;
}
