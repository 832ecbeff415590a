import browser from 'webextension-polyfill';
import type { Notice } from '../core/notices';

/** Shows a desktop notification, in place of one with the same id. Rejects where the browser can't show any. */
export async function showNotice({ id, title, message, context }: Notice): Promise<void> {
  // Firefox takes these fields and no more: `buttons` makes it throw.
  await browser.notifications.create(id, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('icons/facteur-128.png'),
    title,
    message,
    ...(context && { contextMessage: context }),
  });
}

/** Ids of the notifications that still show. */
export async function showingNotices(): Promise<string[]> {
  return Object.keys(await browser.notifications.getAll());
}

export async function clearNotice(id: string): Promise<void> {
  await browser.notifications.clear(id);
}

export function onNoticeClicked(listener: (id: string) => void): void {
  browser.notifications.onClicked.addListener(listener);
}
