import type { Text } from '../text/text';
import { isQuietHour, nextQuietChange } from './quiet-hours';
import type { Settings } from './settings';
import { isSnoozed } from './snooze';

/** Why Facteur is quiet, and until when (ms since 1970; absent if quiet hours never end). */
export interface Quiet {
  why: 'snooze' | 'quiet-hours';
  until?: number;
}

interface Quieted {
  settings: Settings;
  /** ms since 1970; 0 without a snooze. */
  snoozedUntil: number;
}

/** The quiet time at `now` (ms since 1970), if any. A snooze takes precedence over quiet hours. */
export function quietOf({ settings, snoozedUntil }: Quieted, now: number): Quiet | undefined {
  if (isSnoozed(snoozedUntil, now)) return { why: 'snooze', until: snoozedUntil };
  if (!isQuietHour(settings.quietHours, now)) return undefined;
  const until = nextQuietChange(settings.quietHours, now);
  return { why: 'quiet-hours', ...(until !== undefined && { until }) };
}

/** When quiet time next begins or ends, ms since 1970; undefined if never. */
export function nextQuietMoment({ settings, snoozedUntil }: Quieted, now: number): number | undefined {
  const change = nextQuietChange(settings.quietHours, now);
  if (!isSnoozed(snoozedUntil, now)) return change;
  return change === undefined ? snoozedUntil : Math.min(change, snoozedUntil);
}

export function quietText({ why, until }: Quiet): Text {
  if (until === undefined) return { key: 'quietAlways' };
  return { key: why === 'snooze' ? 'snoozedUntil' : 'quietUntil', args: [{ time: until }] };
}
