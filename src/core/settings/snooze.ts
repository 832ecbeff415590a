import { LAST_MOMENT, numberIn } from '../store/schema';
import type { Format } from '../store/stored-format';
import type { MessageKey } from '../text/text';

/** How long a user can have Facteur keep quiet. */
export const SNOOZES = ['half-hour', 'hour', 'four-hours', 'tomorrow'] as const;

export type Snooze = (typeof SNOOZES)[number];

/** What each length of a snooze is called. */
export const SNOOZE_LABELS: Readonly<Record<Snooze, MessageKey>> = {
  'half-hour': 'snoozeHalfHour',
  hour: 'snoozeOneHour',
  'four-hours': 'snoozeFourHours',
  tomorrow: 'snoozeTomorrow',
};

const MINUTE = 60_000;

/** When the morning begins, and until when a night belongs to the day before, in hours of the clock. */
const MORNING = 8;
const NIGHT_ENDS = 4;

const LENGTHS: Readonly<Record<Exclude<Snooze, 'tomorrow'>, number>> = {
  'half-hour': 30 * MINUTE,
  hour: 60 * MINUTE,
  'four-hours': 240 * MINUTE,
};

/**
 * When a snooze that begins now ends, ms since 1970. Tomorrow morning is 8:00 on the computer's clock; for who is
 * still up before 4:00, that is today's.
 */
export function snoozeEnd(snooze: Snooze, now: number): number {
  if (snooze !== 'tomorrow') return now + LENGTHS[snooze];
  const date = new Date(now);
  const days = date.getHours() < NIGHT_ENDS ? 0 : 1;
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, MORNING).getTime();
}

/** No snooze lasts longer, in ms: a clock that was ahead when it began has set one that does. */
const LONGEST = 29 * 60 * MINUTE;

/** Whether a snooze is on that ends at `until` (ms since 1970; 0 where there is none). */
export function isSnoozed(until: number, now: number): boolean {
  return now < until && until <= now + LONGEST;
}

const isMoment = numberIn(0, LAST_MOMENT);

/** When the snooze ends, ms since 1970; 0 where there is none. */
export const SNOOZE_FORMAT: Format<number> = {
  fallback: 0,
  migrations: [],
  parse: data => (isMoment(data) ? data : 0),
};
