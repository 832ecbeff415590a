import type { MessageKey, Text } from './text';

/**
 * Dates as people say them. Times are ms since 1970, `locale` is BCP 47, and days are those of the
 * computer's time zone.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "14:05" today, "yesterday", "7 March" this year, "7 March 2006" else. A moment yet to come counts as its day. */
export function friendlyDate(time: number, now: number, locale: string): string {
  const days = daysBetween(time, now);
  if (days === 0) return format(time, locale, { timeStyle: 'short' });
  if (days === 1) return dayBeside(-1, locale);
  const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return format(time, locale, { day: 'numeric', month: 'long', ...(!sameYear && { year: 'numeric' }) });
}

/** Day, date and time in full. */
export function fullDate(time: number, locale: string): string {
  return format(time, locale, { dateStyle: 'full', timeStyle: 'short' });
}

/** "14:05" today, with the day before it else: "tomorrow, 14:05", "yesterday, 14:05", "7 Mar, 14:05". */
export function clockTime(time: number, now: number, locale: string): string {
  const clock = format(time, locale, { timeStyle: 'short' });
  const days = daysBetween(now, time);
  if (days === 0) return clock;
  const day =
    Math.abs(days) === 1 ? dayBeside(days, locale) : format(time, locale, { day: 'numeric', month: 'short' });
  return `${day}, ${clock}`;
}

/** Date and time to the second, in short. */
export function exactTime(time: number, locale: string): string {
  return format(time, locale, { dateStyle: 'short', timeStyle: 'medium' });
}

/** "3 minutes ago", "2 hours ago", "yesterday"; undefined within the last minute. */
export function ago(time: number, now: number, locale: string): string | undefined {
  const age = now - time;
  if (age < MINUTE) return undefined;
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (age < HOUR) return relative.format(-Math.floor(age / MINUTE), 'minute');
  if (age < DAY) return relative.format(-Math.floor(age / HOUR), 'hour');
  return relative.format(-Math.floor(age / DAY), 'day');
}

/** How old what is shown is: "Checked 3 minutes ago". */
export function checkedText(checkedAt: number, now: number, locale: string): MessageKey | Text {
  const age = ago(checkedAt, now, locale);
  return age ? { key: 'checkedAgo', args: [age] } : 'checkedJustNow';
}

/** Kept, for making one takes far longer than using it, and a list formats hundreds of dates alike. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(time: number, locale: string, options: Intl.DateTimeFormatOptions): string {
  // One that was made in another time zone stays in it.
  const key = `${locale} ${new Date(time).getTimezoneOffset()} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, known);
  return known.format(time);
}

/** "tomorrow" for 1 and "yesterday" for -1. */
function dayBeside(days: number, locale: string): string {
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
}

/** Calendar days from `time` to `now`; rounded, for the days of a clock change have 23 or 25 hours. */
function daysBetween(time: number, now: number): number {
  const midnight = (moment: number) => new Date(moment).setHours(0, 0, 0, 0);
  return Math.round((midnight(now) - midnight(time)) / DAY);
}
