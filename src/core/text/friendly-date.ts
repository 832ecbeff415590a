import type { MessageKey, Text } from './text';

/**
 * Dates as people say them. Times are ms since 1970, `locale` is BCP 47, and days are those of the
 * computer's time zone.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Says dates at one moment in one language. */
export interface Dates {
  /** "14:05" today, "yesterday", "7 March" this year, "7 March 2006" else. A moment yet to come counts as its day. */
  friendly(time: number): string;
  /** Day, date and time in full. */
  full(time: number): string;
  /** "14:05" today, with the day before it else: "tomorrow, 14:05", "yesterday, 14:05", "7 Mar, 14:05". */
  clock(time: number): string;
  /** Date and time to the second, in short. */
  exact(time: number): string;
}

const STYLES = {
  clock: { timeStyle: 'short' },
  shortDay: { day: 'numeric', month: 'short' },
  day: { day: 'numeric', month: 'long' },
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  full: { dateStyle: 'full', timeStyle: 'short' },
  exact: { dateStyle: 'short', timeStyle: 'medium' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

type Style = keyof typeof STYLES;

/**
 * Make one for a whole list: making a format takes 20 times as long as using it. Make a new one for each drawing: a
 * format stays in the time zone that it was made in.
 */
export function datesAt(now: number, locale: string): Dates {
  const formats: Partial<Record<Style, Intl.DateTimeFormat>> = {};
  const format = (style: Style, time: number) => {
    formats[style] ??= new Intl.DateTimeFormat(locale, STYLES[style]);
    return formats[style].format(time);
  };
  const year = new Date(now).getFullYear();
  const today = midnightOf(now);
  // Rounded, for the days of a clock change have 23 or 25 hours.
  const daysFromToday = (time: number) => Math.round((midnightOf(time) - today) / DAY);
  return {
    friendly(time) {
      const days = daysFromToday(time);
      if (days === 0) return format('clock', time);
      if (days === -1) return dayBeside(days, locale);
      return format(new Date(time).getFullYear() === year ? 'day' : 'date', time);
    },
    full: time => format('full', time),
    clock(time) {
      const days = daysFromToday(time);
      if (days === 0) return format('clock', time);
      const day = Math.abs(days) === 1 ? dayBeside(days, locale) : format('shortDay', time);
      return `${day}, ${format('clock', time)}`;
    },
    exact: time => format('exact', time),
  };
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

/** "tomorrow" for 1 and "yesterday" for -1. */
function dayBeside(days: number, locale: string): string {
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
}

function midnightOf(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}
