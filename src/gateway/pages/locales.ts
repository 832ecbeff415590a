import type { PageLanguage } from '../texts/language';

/** British English writes the day first. */
export const LOCALES: Readonly<Record<PageLanguage, string>> = {
  en: 'en-GB',
  fr: 'fr',
  es: 'es',
  pl: 'pl',
  ro: 'ro',
  ar: 'ar',
};

/** Several things with commas, and “and” before the last. */
export function listText(things: readonly string[], language: PageLanguage): string {
  return new Intl.ListFormat(LOCALES[language]).format(things);
}
