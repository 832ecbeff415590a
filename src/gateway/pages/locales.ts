import type { Language } from '../texts/language';

/** Where the dates of English go day first; the other languages' dates are the same for most of their readers. */
export const LOCALES: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  fr: 'fr',
  es: 'es',
  pl: 'pl',
  ro: 'ro',
  ar: 'ar',
};
