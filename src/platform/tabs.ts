import browser from 'webextension-polyfill';
import { safeLink } from '../core/link';
import { isWebmailTab } from '../core/webmail-tab';

/** Opens an address in a new tab; anything but http and https is left alone. */
export async function openLink(address: string): Promise<void> {
  const url = safeLink(address);
  if (url) await openTab(url);
}

/** Opens the settings, at a form if one is given: `new`, an account's id, or `id:field`. */
export async function openSettings(form?: string): Promise<void> {
  if (!form) return browser.runtime.openOptionsPage();
  await openTab(browser.runtime.getURL(`src/options/index.html#${form}`));
}

/** Opens the popup's page in a tab, for those who come from a notification. */
export async function openListInTab(): Promise<void> {
  await openTab(browser.runtime.getURL('src/popup/index.html'));
}

/** A browser may run without a window, as it does on macOS once the last one is closed. */
async function openTab(url: string): Promise<void> {
  await browser.tabs.create({ url }).catch(() => browser.windows.create({ url }));
}

/** Whether the user is looking at this webmail. A browser tells only of tabs at hosts that Facteur may contact. */
export async function isInFront(webmail: string): Promise<boolean> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (!tab?.url || !isWebmailTab(tab.url, webmail)) return false;
  return (await browser.windows.getLastFocused()).focused;
}
