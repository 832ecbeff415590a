import type { PageLanguage } from '../texts/language';
import { LOCALES } from './locales';

export function fullDate(date: Date, language: PageLanguage): string {
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'full', timeStyle: 'short' }).format(date);
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
  const today = new Date(now).toDateString() === date.toDateString();
  const form: Intl.DateTimeFormatOptions = today
    ? { timeStyle: 'short' }
    : { day: 'numeric', month: 'short' };
  return new Intl.DateTimeFormat(LOCALES[language], form).format(date);
}
