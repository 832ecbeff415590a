import type { Shortcut } from '../core/settings/shortcut';
import { browser } from './browser';

/** Firefox's own since version 137; the polyfill's types don't know it. */
interface Commands {
  openShortcutSettings?(): Promise<void>;
}

/** The extension's keyboard shortcuts as they are set now; none where the browser has no keyboard. */
export async function loadShortcuts(): Promise<Shortcut[]> {
  const all = (await browser.commands?.getAll()) ?? [];
  return all.map(({ name = '', description = '', shortcut = '' }) => ({ name, description, keys: shortcut }));
}

/** Opens the browser's own page for changing them. */
export async function openShortcutSettings(): Promise<void> {
  if (__FIREFOX__) await (browser.commands as Commands).openShortcutSettings?.();
  else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}
