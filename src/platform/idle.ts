import type { Presence } from '../core/announce/announcement';
import { browser } from './browser';

/** Seconds without keyboard or mouse input after which the user counts as idle. */
const IDLE_AFTER = 60;

/** Whether the user is active, idle or has locked the screen. Rejects if the browser can't tell. */
export async function presence(): Promise<Presence> {
  return browser.idle.queryState(IDLE_AFTER);
}
