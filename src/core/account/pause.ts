import { LAST_MOMENT } from '../store/schema';
import type { Text } from '../text/text';
import type { Account } from './account';

/** The end of a pause that lasts until the user resumes the account, ms since 1970. */
export const UNTIL_RESUMED = LAST_MOMENT;

/** Whether an account is neither checked nor counted at `now` (ms since 1970). */
export function isPaused({ pausedUntil }: Pick<Account, 'pausedUntil'>, now: number): boolean {
  return now < pausedUntil;
}

export function pausedText({ pausedUntil }: Pick<Account, 'pausedUntil'>): Text {
  if (pausedUntil === UNTIL_RESUMED) return { key: 'paused' };
  return { key: 'pausedUntil', args: [{ time: pausedUntil }] };
}
