import { TEXT_FORMAT } from '../core/store/stored-format';
import type { Badge } from '../core/view/badge';
import { type IconState, iconPaths } from '../core/view/icon';
import { browser } from './browser';
import { translate } from './i18n';
import { KEYS } from './keys';
import { storedItem } from './stored-item';

/** The icon that was drawn last. A browser forgets both at its end. */
const iconItem = storedItem(KEYS.icon, 'session', TEXT_FORMAT);

/** How many characters of a badge a browser shows; Firefox cuts a fourth one off. */
export const BADGE_WIDTH = __FIREFOX__ ? 3 : 4;

/** Draws the toolbar button. A browser that refuses a part of it keeps the rest. */
export async function drawBadge({ text, background, color, icon, title }: Badge): Promise<void> {
  // A browser reads and decodes each picture anew, which takes it longer than all else that is drawn.
  const isDrawn = (await iconItem.get().catch(() => '')) === icon;
  await Promise.allSettled([
    browser.action.setBadgeBackgroundColor({ color: background }),
    browser.action.setBadgeTextColor({ color }),
    isDrawn || drawIcon(icon),
    browser.action.setTitle({ title: title.map(translate).join('\n') }),
    // Last, for whoever sees the number looks at the rest next.
    browser.action.setBadgeText({ text }),
  ]);
}

async function drawIcon(icon: IconState): Promise<void> {
  await browser.action.setIcon({ path: iconPaths(icon) });
  await iconItem.set(icon);
}
