import { safeLink } from '../core/answer/link';
import type { Settings } from '../core/settings/settings';
import { isWebmailTab, type ReusableTab, tabFor } from '../core/view/webmail-tab';
import { browser } from './browser';

type OpeningChoices = Pick<Settings, 'openIn' | 'openBehind'>;

/** Opens each address in a background tab, in order. Ignores addresses other than http and https. */
export async function openBehind(addresses: readonly string[]): Promise<void> {
  for (const url of addresses.map(safeLink)) if (url) await openTab(url, false);
}

/**
 * Opens the webmail or a mail as the settings say. Ignores addresses other than http and https.
 * @param webmail address of the account's webmail; empty if unknown
 */
export async function openMail(address: string, webmail: string, choices: OpeningChoices): Promise<void> {
  const url = safeLink(address);
  if (!url) return;
  const tab =
    choices.openIn === 'reuse' && tabFor(await browser.tabs.query({}), url, safeLink(webmail) ?? '');
  if (tab) await showTab(tab, url, choices);
  else await openTab(url, !choices.openBehind);
}

/** A tab that already shows the page is focused even with `openBehind`, or the click would seem lost. */
async function showTab(
  { id, windowId, navigate }: ReusableTab,
  url: string,
  { openBehind }: OpeningChoices,
): Promise<void> {
  if (navigate) await browser.tabs.update(id, { url });
  if (navigate && openBehind) return;
  await browser.tabs.update(id, { active: true });
  if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
}

/** Opens the settings page, at the form `new`, an account's id, or `id:field`. */
export async function openSettings(form?: string): Promise<void> {
  if (!form) return browser.runtime.openOptionsPage();
  await openTab(browser.runtime.getURL(`src/options/index.html#${form}`));
}

/** Opens the popup's page in a tab, after a click on a notification. */
export async function openListInTab(): Promise<void> {
  await openTab(browser.runtime.getURL('src/popup/index.html'));
}

/** Opens a window if there is none: on macOS the browser keeps running without windows. */
async function openTab(url: string, active = true): Promise<void> {
  await browser.tabs.create({ url, active }).catch(() => browser.windows.create({ url }));
}

/** Whether this webmail is in front. The browser only reveals tabs of hosts with permission. */
export async function isInFront(webmail: string): Promise<boolean> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (!tab?.url || !isWebmailTab(tab.url, webmail)) return false;
  return (await browser.windows.getLastFocused()).focused;
}
