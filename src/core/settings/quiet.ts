import type { Text } from '../text/text';
import { isQuietHour, nextQuietChange } from './quiet-hours';
import type { Settings } from './settings';
import { isSnoozed, snoozeEnd } from './snooze';

/** Why Facteur is quiet, and until when (ms since 1970; absent if quiet hours never end). */
export interface Quiet {
  why: 'snooze' | 'quiet-hours';
  until?: number;
}

interface Quieted {
  settings: Pick<Settings, 'quietHours'>;
  /** ms since 1970; 0 without a snooze. */
  snoozedUntil: number;
  /** Quiet hours are off until then, ms since 1970; 0 if they are on. */
  quietEndedUntil: number;
}

/** A day, in ms. */
const DAY = 24 * 60 * 60_000;

/** The quiet time at `now` (ms since 1970), if any. A snooze takes precedence over quiet hours. */
export function quietOf(
  { settings, snoozedUntil, quietEndedUntil }: Quieted,
  now: number,
): Quiet | undefined {
  if (isSnoozed(snoozedUntil, now)) return { why: 'snooze', until: snoozedUntil };
  if (isSnoozed(quietEndedUntil, now) || !isQuietHour(settings.quietHours, now)) return undefined;
  const until = nextQuietChange(settings.quietHours, now);
  return { why: 'quiet-hours', ...(until !== undefined && { until }) };
}

/** When quiet time next begins or ends, ms since 1970; undefined if never. */
export function nextQuietMoment(
  { settings, snoozedUntil, quietEndedUntil }: Quieted,
  now: number,
): number | undefined {
  const change = nextHourChange(settings, quietEndedUntil, now);
  if (!isSnoozed(snoozedUntil, now)) return change;
  return change === undefined ? snoozedUntil : Math.min(change, snoozedUntil);
}

function nextHourChange({ quietHours }: Quieted['settings'], endedUntil: number, now: number) {
  if (!isSnoozed(endedUntil, now)) return nextQuietChange(quietHours, now);
  return isQuietHour(quietHours, endedUntil) ? endedUntil : nextQuietChange(quietHours, endedUntil);
}

/**
 * Until when the user may end the quiet hours of `now` (ms since 1970): until they would end by themselves; if
 * that is more than a day away or never, until tomorrow morning.
 */
export function quietHoursEnd(quietHours: Settings['quietHours'], now: number): number {
  const end = nextQuietChange(quietHours, now);
  return end !== undefined && end <= now + DAY ? end : snoozeEnd('tomorrow', now);
}

/** Until when the user has ended the present quiet hours, ms since 1970; undefined if not. */
export function endedQuietOf(
  { settings, snoozedUntil, quietEndedUntil }: Quieted,
  now: number,
): number | undefined {
  const isEnded =
    !isSnoozed(snoozedUntil, now) && isSnoozed(quietEndedUntil, now) && isQuietHour(settings.quietHours, now);
  return isEnded ? quietEndedUntil : undefined;
}

export function quietText({ why, until }: Quiet): Text {
  if (until === undefined) return { key: 'quietAlways' };
  return { key: why === 'snooze' ? 'snoozedUntil' : 'quietUntil', args: [{ time: until }] };
}
