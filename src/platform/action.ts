import { TEXT_FORMAT } from '../core/store/stored-format';
import type { Badge } from '../core/view/badge';
import { type IconState, iconPaths } from '../core/view/icon';
import { browser } from './browser';
import { translate } from './i18n';
import { KEYS } from './keys';
import { storedItem } from './stored-item';

/** The icon drawn last. Kept for the session, because the browser forgets a drawn icon when it ends. */
const iconItem = storedItem(KEYS.icon, 'session', TEXT_FORMAT);

/** How many characters of a badge the browser shows. Firefox cuts off a fourth, Chromium only a wide one. */
export const BADGE_WIDTH = __FIREFOX__ ? 3 : 4;

/** Draws the toolbar button. A part that the browser rejects doesn't stop the others. */
export async function drawBadge({ text, background, color, icon, title }: Badge): Promise<void> {
  // Decoding the images is the slowest part of drawing: skip it if the icon has not changed.
  const isDrawn = (await iconItem.get().catch(() => '')) === icon;
  await Promise.allSettled([
    browser.action.setBadgeBackgroundColor({ color: background }),
    browser.action.setBadgeTextColor({ color }),
    isDrawn || drawIcon(icon),
    browser.action.setTitle({ title: title.map(translate).join('\n') }),
    // Last: once the badge shows the number, the title must be right too.
    browser.action.setBadgeText({ text }),
  ]);
}

async function drawIcon(icon: IconState): Promise<void> {
  await browser.action.setIcon({ path: iconPaths(icon) });
  await iconItem.set(icon);
}

/** Chrome has this from version 91, Firefox from 139; missing in the polyfill's types. */
interface UserSettings {
  getUserSettings?(): Promise<{ isOnToolbar?: boolean }>;
}

/** Whether the button is on the toolbar, and not only in the list of extensions; undefined if unknown. */
export async function isOnToolbar(): Promise<boolean | undefined> {
  const settings = await (browser.action as UserSettings).getUserSettings?.().catch(() => undefined);
  return settings?.isOnToolbar;
}
