import { isWeb, parseUrl } from '../answer/link';
import type { Account } from './account';
import { isLoopback } from './loopback';

/** One address for each host that the accounts' webmails are at, of those that a browser may be asked to tell tabs of. */
export function webmailHosts(accounts: readonly Pick<Account, 'webmail'>[]): string[] {
  const byHost = new Map<string, string>();
  for (const { webmail } of accounts) {
    const url = parseUrl(webmail);
    // The manifest lists these and no other.
    const isAskable = url && isWeb(url) && (url.protocol === 'https:' || isLoopback(url));
    if (isAskable && !byHost.has(url.hostname)) byHost.set(url.hostname, webmail);
  }
  return [...byHost.values()];
}
