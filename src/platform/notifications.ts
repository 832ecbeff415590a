import type { Notice } from '../core/announce/notices';
import type { NoticeAction } from '../core/settings/settings';
import type { MessageKey } from '../core/text/text';
import { browser } from './browser';
import { translate } from './i18n';

/** Only in Chrome; missing in the polyfill's types. */
interface ChromeOptions {
  buttons?: { title: string }[];
  requireInteraction?: boolean;
}

/** Only in Chrome; missing in the polyfill's types. */
interface Blockable {
  getPermissionLevel?(): Promise<string>;
}

/** Whether the user has blocked notifications in the browser; undefined if unknown, as in Firefox. */
export async function areNoticesBlocked(): Promise<boolean | undefined> {
  const level = await (browser.notifications as Blockable).getPermissionLevel?.().catch(() => undefined);
  return level === undefined ? undefined : level === 'denied';
}

/**
 * Shows a desktop notification; replaces one with the same id. Rejects if the browser can't show it.
 * @param stays whether it stays until the user closes it; Chrome only
 */
export async function showNotice(notice: Notice, stays: boolean): Promise<void> {
  // Chrome's create() resolves although it shows nothing.
  if (await areNoticesBlocked()) throw new Error('The user has blocked notifications.');
  const { id, title, message, context } = notice;
  // Firefox throws if `buttons` is set.
  const more: ChromeOptions = __FIREFOX__ ? {} : { buttons: buttonsOf(notice), requireInteraction: stays };
  await browser.notifications.create(id, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('icons/facteur-128.png'),
    title,
    // Firefox ignores `contextMessage`.
    message: __FIREFOX__ && context ? [context, message].filter(Boolean).join('\n') : message,
    ...(!__FIREFOX__ && context && { contextMessage: context }),
    ...more,
  });
}

const BUTTONS: Readonly<Record<NoticeAction, MessageKey>> = {
  open: 'openMail',
  markRead: 'markRead',
  archive: 'archive',
  delete: 'delete',
  snooze: 'snoozeHour',
};

function buttonsOf({ buttons = [] }: Notice): { title: string }[] {
  return buttons.map(button => ({ title: translate(BUTTONS[button]) }));
}

export async function showingNotices(): Promise<string[]> {
  return Object.keys(await browser.notifications.getAll());
}

/** Removes a notification, if it is still there. */
export async function clearNotice(id: string): Promise<void> {
  await browser.notifications.clear(id);
}
