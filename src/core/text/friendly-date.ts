import type { MessageKey, Text } from './text';

/** Readable dates. Times are ms since 1970, `locale` is BCP 47, days are in the local time zone. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface Dates {
  /** "14:05" today, "yesterday", "7 Mar" this year, "7 Mar 2006" otherwise. */
  friendly(time: number): string;
  full(time: number): string;
  /** "14:05" today, otherwise with the day: "tomorrow, 14:05", "7 Mar, 14:05", "7 Mar 2006, 14:05". */
  clock(time: number): string;
  exact(time: number): string;
}

const STYLES = {
  clock: { timeStyle: 'short' },
  day: { day: 'numeric', month: 'short' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  full: { dateStyle: 'full', timeStyle: 'short' },
  exact: { dateStyle: 'short', timeStyle: 'medium' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

type Style = keyof typeof STYLES;

/**
 * Share one in a list (making a format is 20 times slower than using it), but not for long: it keeps its time
 * zone.
 */
export function datesAt(now: number, locale: string): Dates {
  const formats: Partial<Record<Style, Intl.DateTimeFormat>> = {};
  const format = (style: Style, time: number) => {
    formats[style] ??= new Intl.DateTimeFormat(locale, STYLES[style]);
    return formats[style].format(time);
  };
  const year = new Date(now).getFullYear();
  const today = midnightOf(now);
  // Rounded, because a day with a clock change has 23 or 25 hours.
  const daysFromToday = (time: number) => Math.round((midnightOf(time) - today) / DAY);
  const date = (time: number) => format(new Date(time).getFullYear() === year ? 'day' : 'date', time);
  return {
    friendly(time) {
      const days = daysFromToday(time);
      if (days === 0) return format('clock', time);
      return days === -1 ? dayBeside(days, locale) : date(time);
    },
    full: time => format('full', time),
    clock(time) {
      const days = daysFromToday(time);
      if (days === 0) return format('clock', time);
      const day = Math.abs(days) === 1 ? dayBeside(days, locale) : date(time);
      return `${day}, ${format('clock', time)}`;
    },
    exact: time => format('exact', time),
  };
}

/** "3 minutes ago", "2 hours ago", "yesterday"; undefined for less than a minute. */
export function ago(time: number, now: number, locale: string): string | undefined {
  const age = now - time;
  if (age < MINUTE) return undefined;
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (age < HOUR) return relative.format(-Math.floor(age / MINUTE), 'minute');
  if (age < DAY) return relative.format(-Math.floor(age / HOUR), 'hour');
  return relative.format(-Math.floor(age / DAY), 'day');
}

export function checkedText(checkedAt: number, now: number, locale: string): MessageKey | Text {
  const age = ago(checkedAt, now, locale);
  return age ? { key: 'checkedAgo', args: [age] } : 'checkedJustNow';
}

function dayBeside(days: number, locale: string): string {
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
}

function midnightOf(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}
