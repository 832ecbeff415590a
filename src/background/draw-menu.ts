import { type MenuEntry, menuFor } from '../core/view/menu';
import type { State } from '../core/view/state';

export interface MenuEffects {
  loadState(): Promise<State>;
  /** ms since 1970 */
  now(): number;
  /** The menu drawn last in this browser session, as JSON; empty if none. */
  drawnMenu(): Promise<string>;
  noteDrawnMenu(drawn: string): Promise<void>;
  drawMenu(entries: readonly MenuEntry[]): Promise<void>;
  lock<T>(name: string, act: () => Promise<T>): Promise<T>;
}

export function drawMenuFor(effects: MenuEffects): Promise<void> {
  return effects.lock('menu', async () => {
    const entries = menuFor(await effects.loadState(), effects.now());
    const wanted = JSON.stringify(entries);
    if (wanted === (await effects.drawnMenu())) return;
    await effects.drawMenu(entries);
    await effects.noteDrawnMenu(wanted);
  });
}
