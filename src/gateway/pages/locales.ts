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
