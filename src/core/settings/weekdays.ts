import { DAYS, type Day } from './quiet-hours';

/** The days of the week in people's words; `locale` is BCP 47. */

/** A Monday, in UTC. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 24 * 60 * 60_000;

/** The name of a day, whole ("Monday") or short ("Mon"). */
export function dayName(day: Day, locale: string, weekday: 'long' | 'short'): string {
  const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' });
  return format.format(MONDAY + DAYS.indexOf(day) * DAY);
}

/** The newest of these is a function; neither is in every browser yet. */
interface WeekInfo {
  getWeekInfo?(): { firstDay: number };
  weekInfo?: { firstDay: number };
}

/** The days in the order that calendars have there; Monday first where the browser doesn't know. */
export function weekOf(locale: string): Day[] {
  const info = new Intl.Locale(locale) as WeekInfo;
  const { firstDay } = info.getWeekInfo?.() ?? info.weekInfo ?? { firstDay: 1 };
  // 1 is Monday and 7 Sunday.
  const first = (firstDay - 1) % 7;
  return [...DAYS.slice(first), ...DAYS.slice(0, first)];
}

/** Each of these days once, Monday first. */
export function sortedDays(days: readonly Day[]): Day[] {
  return DAYS.filter(day => days.includes(day));
}
