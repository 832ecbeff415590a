import type { Shortcut } from '../core/settings/shortcut';
import { browser } from './browser';

/** Firefox has this from version 137; missing in the polyfill's types. */
interface Commands {
  openShortcutSettings?(): Promise<void>;
}

/** The extension's current keyboard shortcuts; empty if the browser has no keyboard. */
export async function loadShortcuts(): Promise<Shortcut[]> {
  const all = (await browser.commands?.getAll()) ?? [];
  return all.map(({ name = '', description = '', shortcut = '' }) => ({ name, description, keys: shortcut }));
}

export async function openShortcutSettings(): Promise<void> {
  if (__FIREFOX__) await (browser.commands as Commands).openShortcutSettings?.();
  else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}
