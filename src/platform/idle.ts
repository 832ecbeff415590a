import type { Presence } from '../core/announce/announcement';
import { browser } from './browser';

/** Seconds without a key or a move of the mouse after which nobody is there: the browsers' own measure. */
const IDLE_AFTER = 60;

/** Whether the user is there, as the browser tells. Rejects where it can't. */
export async function presence(): Promise<Presence> {
  return browser.idle.queryState(IDLE_AFTER);
}
