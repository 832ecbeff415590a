import { hostPattern } from '../core/account/account';
import { browser } from './browser';

/** Whether the browser lets Facteur call `endpoint`. */
export async function mayContact(endpoint: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [hostPattern(endpoint)] });
}

/** Asks the user; false where they refuse or the browser won't ask. Must be called in a click, before anything is awaited. */
export async function askToContact(endpoint: string): Promise<boolean> {
  return browser.permissions.request({ origins: [hostPattern(endpoint)] }).catch(() => false);
}

/** Gives back the permission for `endpoint`, unless one of `others` needs it. */
export async function stopContacting(endpoint: string, others: readonly string[]): Promise<void> {
  const pattern = hostPattern(endpoint);
  if (!others.map(hostPattern).includes(pattern)) {
    // One that the browser won't give up, by a policy perhaps, is no reason to fail what the user asked for.
    await browser.permissions.remove({ origins: [pattern] }).catch(() => {});
  }
}
