import { type MenuEntry, menuFor } from '../core/view/menu';
import type { State } from '../core/view/state';

export interface MenuEffects {
  loadState(): Promise<State>;
  /** ms since 1970 */
  now(): number;
  /** What was drawn last in this browser session; empty where nothing was. */
  drawnMenu(): Promise<string>;
  noteDrawnMenu(drawn: string): Promise<void>;
  /** Puts these entries in place of all that are there. */
  drawMenu(entries: readonly MenuEntry[]): Promise<void>;
  /** Runs `act` once all that was given before under this name has ended. */
  lock<T>(name: string, act: () => Promise<T>): Promise<T>;
}

/** Draws the toolbar button's menu where it is not as it should be. A browser keeps it for as long as it runs. */
export function drawMenuFor(effects: MenuEffects): Promise<void> {
  return effects.lock('menu', async () => {
    const entries = menuFor(await effects.loadState(), effects.now());
    const wanted = JSON.stringify(entries);
    if (wanted === (await effects.drawnMenu())) return;
    await effects.drawMenu(entries);
    await effects.noteDrawnMenu(wanted);
  });
}
