import type { Badge } from '../core/badge';
import { iconPaths } from '../core/icon';
import { browser } from './browser';
import { translate } from './i18n';

/** Draws the toolbar button. A browser that refuses a part of it keeps the rest. */
export async function drawBadge({ text, background, color, icon, title }: Badge): Promise<void> {
  await Promise.allSettled([
    browser.action.setBadgeBackgroundColor({ color: background }),
    browser.action.setBadgeTextColor({ color }),
    browser.action.setIcon({ path: iconPaths(icon) }),
    browser.action.setTitle({ title: title.map(translate).join('\n') }),
    // Last, for whoever sees the number looks at the rest next.
    browser.action.setBadgeText({ text }),
  ]);
}
