import { hostPattern } from '../core/account/account';
import { browser } from './browser';

export async function mayContact(endpoint: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [hostPattern(endpoint)] });
}

/** False if refused. Call it in a click handler before the first `await`, or the browser doesn't ask. */
export async function askToContact(endpoint: string): Promise<boolean> {
  return browser.permissions.request({ origins: [hostPattern(endpoint)] }).catch(() => false);
}

/** Gives the permission for `endpoint` back, unless an endpoint in `others` needs it. */
export async function stopContacting(endpoint: string, others: readonly string[]): Promise<void> {
  const pattern = hostPattern(endpoint);
  if (!others.map(hostPattern).includes(pattern)) {
    // The browser may refuse, for example because of a policy. The user's own action must not fail because of
    // it.
    await browser.permissions.remove({ origins: [pattern] }).catch(() => {});
  }
}
