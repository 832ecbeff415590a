import { safeLink } from '../core/answer/link';
import type { Settings } from '../core/settings/settings';
import { isWebmailTab, type ReusableTab, tabFor } from '../core/view/webmail-tab';
import { browser } from './browser';

/** How the user wants things opened. */
type OpeningChoices = Pick<Settings, 'openIn' | 'openBehind'>;

/**
 * Opens the webmail or a mail of it as the user wants it; anything but http and https is left alone.
 * @param webmail where the account's webmail is; empty where that isn't known
 */
export async function openMail(address: string, webmail: string, choices: OpeningChoices): Promise<void> {
  const url = safeLink(address);
  if (!url) return;
  const tab =
    choices.openIn === 'reuse' && tabFor(await browser.tabs.query({}), url, safeLink(webmail) ?? '');
  if (tab) await showTab(tab, url, choices);
  else await openTab(url, !choices.openBehind);
}

/** A tab that has nothing new to show is brought forward whatever the user wants, or a click would seem to do nothing. */
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
async function openTab(url: string, active = true): Promise<void> {
  await browser.tabs.create({ url, active }).catch(() => browser.windows.create({ url }));
}

/** Whether the user is looking at this webmail. A browser tells only of tabs at hosts that Facteur may contact. */
export async function isInFront(webmail: string): Promise<boolean> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (!tab?.url || !isWebmailTab(tab.url, webmail)) return false;
  return (await browser.windows.getLastFocused()).focused;
}
