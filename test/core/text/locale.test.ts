import { expect, test } from 'vitest';
import { dateLocaleFor, localeFor } from '../../../src/core/text/locale';

test.each([
  ['en', 'en-GB', 'en-GB'],
  ['en', 'en', 'en'],
  ['es', 'es-419', 'es-419'],
  ['es', 'es_MX', 'es-MX'],
  ['ar', 'ar-EG', 'ar-EG'],
  ['pl', 'pl-PL', 'pl-PL'],
  ['en', 'pt-BR', 'en'],
  ['en', 'he', 'en'],
  ['fr', 'frp', 'fr'],
  ['en', 'ja-JP-mac', 'en'],
  ['en', 'C', 'en'],
  ['en', '', 'en'],
])('texts in %s with the user’s language “%s” use the locale %s', (texts, user, locale) => {
  expect(localeFor(texts, user)).toBe(locale);
  expect(() => new Intl.DateTimeFormat(localeFor(texts, user))).not.toThrow();
});

test.each([
  ['en', 'en-GB', '14:05', '20 Nov'],
  ['en', 'en-US', '2:05 PM', 'Nov 20'],
  ['en', 'de', '14:05', '20 Nov'],
  ['en', 'tr-TR', '14:05', 'Nov 20'],
  ['fr', 'en-US', '2:05 PM', '20 nov.'],
  ['es', 'es-MX', '2:05 p.m.', '20 nov'],
])('dates in %s for a user with %s read %s and %s', (texts, user, clock, day) => {
  const locale = dateLocaleFor(texts, user);
  const time = new Date(2026, 10, 20, 14, 5);
  const plain = (style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, style).format(time).replaceAll(/[\u00a0\u202f]/g, ' ');
  expect(plain({ timeStyle: 'short' })).toBe(clock);
  expect(plain({ day: 'numeric', month: 'short' })).toBe(day);
});
