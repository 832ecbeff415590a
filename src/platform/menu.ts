import type { Menus } from 'webextension-polyfill';
import type { MenuEntry } from '../core/view/menu';
import { browser } from './browser';
import { translate } from './i18n';

const CONTEXTS: Menus.ContextType[] = ['action'];

export async function drawMenu(entries: readonly MenuEntry[]): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const { id, title, parent } of entries)
    browser.contextMenus.create({
      id,
      // A single & marks an access key.
      title: (typeof title === 'string' ? title : translate(title)).replaceAll('&', '&&'),
      contexts: CONTEXTS,
      ...(parent && { parentId: parent }),
    });
}
