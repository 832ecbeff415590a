import type { Details, Template } from './mails';
import { ENGLISH_MAILS } from './mails-en';
import { FRENCH_MAILS } from './mails-fr';

export type DemoLanguage = 'en' | 'fr';

type Written = { readonly template: Template; readonly locale: string };

const IN_ENGLISH = ENGLISH_MAILS.map(template => ({ template, locale: 'en-GB' }));
const IN_FRENCH = FRENCH_MAILS.map(template => ({ template, locale: 'fr-FR' }));

export function demoTemplates(language?: DemoLanguage): readonly Written[] {
  if (language === 'en') return IN_ENGLISH;
  if (language === 'fr') return IN_FRENCH;
  return IN_FRENCH.flatMap((french, i) => [french, ...IN_ENGLISH.slice(i, i + 1)]);
}

/** Details of the nth mail (0 or more). The same arguments give the same details. */
export function demoDetails(n: number, date: Date, locale: string): Details {
  // The steps share no factor with their modulus, so that values repeat late.
  const day = new Date(date.getTime() + (1 + ((n * 5) % 13)) * 24 * 60 * 60 * 1000);
  const form = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  return {
    number: String(100_000 + ((n * 77_261 + 40_417) % 900_000)),
    amount: 8 + ((n * 37) % 200),
    hour: 8 + ((n * 7 + 2) % 12),
    day: form.format(day),
  };
}
