import type { Notice } from '../core/announce/notices';
import { browser } from './browser';
import { translate } from './i18n';

/** Chrome's own; the polyfill's types know nothing of them. */
interface ChromeOptions {
  buttons?: { title: string }[];
  requireInteraction?: boolean;
}

/** Chrome's own; the polyfill's types know nothing of it. */
interface Blockable {
  getPermissionLevel?(): Promise<string>;
}

/** Whether the user has blocked Facteur's notifications in the browser; undefined where it doesn't tell, as Firefox. */
export async function areNoticesBlocked(): Promise<boolean | undefined> {
  const level = await (browser.notifications as Blockable).getPermissionLevel?.().catch(() => undefined);
  return level === undefined ? undefined : level === 'denied';
}

/**
 * Shows a desktop notification, in place of one with the same id. Rejects where the browser can't show any.
 * @param stays whether it stays until the user dismisses it, where the browser can
 */
export async function showNotice(notice: Notice, stays: boolean): Promise<void> {
  // Chrome shows none then, and resolves all the same.
  if (await areNoticesBlocked()) throw new Error('The user has blocked notifications.');
  const { id, title, message, context } = notice;
  // Firefox takes these fields and no more: `buttons` makes it throw.
  const more: ChromeOptions = __FIREFOX__ ? {} : { buttons: buttonsOf(notice), requireInteraction: stays };
  await browser.notifications.create(id, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('icons/facteur-128.png'),
    title,
    // Firefox shows no context message.
    message: __FIREFOX__ && context ? [context, message].filter(Boolean).join('\n') : message,
    ...(!__FIREFOX__ && context && { contextMessage: context }),
    ...more,
  });
}

/** In the order of `NOTICE_BUTTONS`. */
function buttonsOf({ about }: Notice): { title: string }[] {
  if (about === 'stop') return [];
  return [{ title: translate('openMail') }, { title: translate('snoozeHour') }];
}

/** Ids of the notifications that still show. */
export async function showingNotices(): Promise<string[]> {
  return Object.keys(await browser.notifications.getAll());
}

/** Takes a notification down; one that is gone already is no failure. */
export async function clearNotice(id: string): Promise<void> {
  await browser.notifications.clear(id);
}
