import { type Account, hostPattern } from '../core/account/account';
import { webmailHosts } from '../core/account/webmail-hosts';
import { browser } from './browser';
import { accountsItem } from './items';

export async function mayContact(endpoint: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [hostPattern(endpoint)] });
}

/** False if refused. Call it in a click handler before the first `await`, or the browser doesn't ask. */
export async function askToContact(endpoint: string): Promise<boolean> {
  return browser.permissions.request({ origins: [hostPattern(endpoint)] }).catch(() => false);
}

/** Gives back the permissions for these addresses that no account needs. */
export async function releaseHosts(addresses: readonly string[]): Promise<void> {
  const needed = (await accountsItem.get()).flatMap(addressesOf).map(hostPattern);
  const origins = addresses.map(hostPattern).filter(pattern => !needed.includes(pattern));
  // The browser may refuse, for example because of a policy. The user's own action must not fail because of it.
  for (const pattern of origins) await browser.permissions.remove({ origins: [pattern] }).catch(() => {});
}

/** The addresses whose hosts an account may need a permission for. */
export function addressesOf({ endpoint, webmail }: Pick<Account, 'endpoint' | 'webmail'>): string[] {
  return [endpoint, ...webmailHosts([{ webmail }])];
}
