import browser from 'webextension-polyfill';
import type { Badge } from '../core/badge';
import { translate } from './i18n';

/** Draws the toolbar button. A browser that refuses a part of it keeps the rest. */
export async function drawBadge({ text, background, color, title }: Badge): Promise<void> {
  await Promise.allSettled([
    browser.action.setBadgeText({ text }),
    browser.action.setBadgeBackgroundColor({ color: background }),
    browser.action.setBadgeTextColor({ color }),
    browser.action.setTitle({ title: title.map(translate).join('\n') }),
  ]);
}
