import browser from 'webextension-polyfill';
import { hostPattern } from '../core/account';

/** Whether the browser lets Facteur call `endpoint`. */
export async function mayContact(endpoint: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [hostPattern(endpoint)] });
}

/** Asks the user. Must be called in a click, before anything is awaited. */
export async function askToContact(endpoint: string): Promise<boolean> {
  return browser.permissions.request({ origins: [hostPattern(endpoint)] });
}

/** Calls `listener` when the user gives or takes back a permission. */
export function onPermissionsChanged(listener: () => void): void {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
}
