import type { Badge } from '../core/badge';
import { iconPaths } from '../core/icon';
import { browser } from './browser';
import { translate } from './i18n';

/**
 * Calls `listener` when the button is clicked with the middle mouse button. Only Firefox tells; a click with the first
 * one opens the popup, in every browser, and nobody is told of it.
 */
export function onMiddleClick(listener: () => void): void {
  browser.action.onClicked.addListener((_tab, data) => {
    if (data?.button === 1) listener();
  });
}

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
