import type { Text } from '../text/text';
import { isQuietHour, nextQuietChange } from './quiet-hours';
import type { Settings } from './settings';
import { isSnoozed } from './snooze';

/** Why nothing is announced for now, and until when (ms since 1970; absent where no end is in sight). */
export interface Quiet {
  why: 'snooze' | 'quiet-hours';
  until?: number;
}

interface Quieted {
  settings: Settings;
  /** ms since 1970; 0 where there is no snooze. */
  snoozedUntil: number;
}

/** Whether Facteur is quiet at `now` (ms since 1970). A snooze has the first word: the user has just asked for it. */
export function quietOf({ settings, snoozedUntil }: Quieted, now: number): Quiet | undefined {
  if (isSnoozed(snoozedUntil, now)) return { why: 'snooze', until: snoozedUntil };
  if (!isQuietHour(settings.quietHours, now)) return undefined;
  const until = nextQuietChange(settings.quietHours, now);
  return { why: 'quiet-hours', ...(until !== undefined && { until }) };
}

/** When that next changes by itself, ms since 1970; undefined where it never does. */
export function nextQuietMoment({ settings, snoozedUntil }: Quieted, now: number): number | undefined {
  const change = nextQuietChange(settings.quietHours, now);
  if (!isSnoozed(snoozedUntil, now)) return change;
  return change === undefined ? snoozedUntil : Math.min(change, snoozedUntil);
}

/** Says that Facteur is quiet, and until when. */
export function quietText({ why, until }: Quiet): Text {
  if (until === undefined) return { key: 'quietAlways' };
  return { key: why === 'snooze' ? 'snoozedUntil' : 'quietUntil', args: [{ time: until }] };
}
