import type { PageLanguage } from '../texts/language';
import { LOCALES } from './locales';

const FORMS = {
  full: { dateStyle: 'full', timeStyle: 'short' },
  time: { timeStyle: 'short' },
  day: { day: 'numeric', month: 'short' },
  date: { dateStyle: 'medium' },
} satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Keeps each formatter: it takes 50 kB, and a list of mails needs a hundred. */
function format(date: Date, form: keyof typeof FORMS, language: PageLanguage): string {
  const key = `${form} ${language}`;
  const found = formats.get(key) ?? new Intl.DateTimeFormat(LOCALES[language], FORMS[form]);
  formats.set(key, found);
  return found.format(date);
}

export function fullDate(date: Date, language: PageLanguage): string {
  return format(date, 'full', language);
}

/** Day, month and year. */
export function dateOf(date: Date, language: PageLanguage): string {
  return format(date, 'date', language);
}

/** A duration in words, rounded up: in seconds up to 90, else in minutes. */
export function duration(seconds: number, language: PageLanguage): string {
  const [amount, unit] = seconds <= 90 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return new Intl.NumberFormat(LOCALES[language], { style: 'unit', unit, unitDisplay: 'long' }).format(
    amount,
  );
}

/** The time for today, otherwise day and month. */
export function shortDate(date: Date, now: number, language: PageLanguage): string {
  const isToday = new Date(now).toDateString() === date.toDateString();
  return format(date, isToday ? 'time' : 'day', language);
}
