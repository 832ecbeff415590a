import browser from 'webextension-polyfill';
import type { Announced } from '../core/mailbox';
import type { Notice } from '../core/notices';
import { translate } from './i18n';

/**
 * Shows a desktop notification, in place of one with the same id, and returns what it said.
 * Rejects where the browser can't show any.
 */
export async function showNotice(notice: Notice): Promise<Announced> {
  const title = typeof notice.title === 'string' ? notice.title : translate(notice.title);
  // Firefox takes these fields and no more: `buttons` makes it throw.
  await browser.notifications.create(notice.id, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('icons/facteur-128.png'),
    title,
    message: notice.message,
    ...(notice.context && { contextMessage: notice.context }),
  });
  const { id, message, link, messageIds } = notice;
  return { notice: id, title, message, messageIds, ...(link && { link }) };
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
