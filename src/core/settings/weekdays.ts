import { DAYS, type Day } from './quiet-hours';

const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 24 * 60 * 60_000;

/** "Monday" or "Mon". `locale` is BCP 47. */
export function dayName(day: Day, locale: string, weekday: 'long' | 'short'): string {
  const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' });
  return format.format(MONDAY + DAYS.indexOf(day) * DAY);
}

/** Browsers have at most one of these; the function is the newer form. */
interface WeekInfo {
  getWeekInfo?(): { firstDay: number };
  weekInfo?: { firstDay: number };
}

/** The days in the order of the locale's calendar (BCP 47); Monday first if unknown. */
export function weekOf(locale: string): Day[] {
  const info = new Intl.Locale(locale) as WeekInfo;
  const { firstDay } = info.getWeekInfo?.() ?? info.weekInfo ?? { firstDay: 1 };
  const first = (firstDay - 1) % 7;
  return [...DAYS.slice(first), ...DAYS.slice(0, first)];
}

export function sortedDays(days: readonly Day[]): Day[] {
  return DAYS.filter(day => days.includes(day));
}
