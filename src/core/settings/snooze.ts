import { LAST_MOMENT, numberIn } from '../store/schema';
import type { Format } from '../store/stored-format';
import type { MessageKey } from '../text/text';

export const SNOOZES = ['half-hour', 'hour', 'four-hours', 'tomorrow'] as const;

export type Snooze = (typeof SNOOZES)[number];

export const SNOOZE_LABELS: Readonly<Record<Snooze, MessageKey>> = {
  'half-hour': 'snoozeHalfHour',
  hour: 'snoozeOneHour',
  'four-hours': 'snoozeFourHours',
  tomorrow: 'snoozeTomorrow',
};

const MINUTE = 60_000;

/** Hours on the clock; until `NIGHT_ENDS` it counts as the day before. */
const MORNING = 8;
const NIGHT_ENDS = 4;

const LENGTHS: Readonly<Record<Exclude<Snooze, 'tomorrow'>, number>> = {
  'half-hour': 30 * MINUTE,
  hour: 60 * MINUTE,
  'four-hours': 240 * MINUTE,
};

/** ms since 1970. "Tomorrow" is 8:00 local time; before 4:00, today's. */
export function snoozeEnd(snooze: Snooze, now: number): number {
  if (snooze !== 'tomorrow') return now + LENGTHS[snooze];
  const date = new Date(now);
  const days = date.getHours() < NIGHT_ENDS ? 0 : 1;
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, MORNING).getTime();
}

/** The longest one of the user's own, in minutes: a day. */
export const MOST_MINUTES = 1440;

/** When a snooze of so many whole minutes ends, ms since 1970; undefined if it is too short, too long or no number. */
export function ownSnoozeEnd(minutes: string, now: number): number | undefined {
  const length = /^\d+$/.test(minutes) ? Number(minutes) : 0;
  return length >= 1 && length <= MOST_MINUTES ? now + length * MINUTE : undefined;
}

/** Longer than any snooze, in ms: the clock was wrong when it began. */
const LONGEST = 29 * 60 * MINUTE;

/** Whether a snooze is active. `until` is ms since 1970; 0 without one. */
export function isSnoozed(until: number, now: number): boolean {
  return now < until && until <= now + LONGEST;
}

const isMoment = numberIn(0, LAST_MOMENT);

export const SNOOZE_FORMAT: Format<number> = {
  fallback: 0,
  migrations: [],
  parse: data => (isMoment(data) ? data : 0),
};
