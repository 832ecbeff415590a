import { expect, test } from 'vitest';
import { localeFor } from '../../../src/core/text/locale';

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
])('texts in %s for a user of “%s” are written as in %s', (texts, user, locale) => {
  expect(localeFor(texts, user)).toBe(locale);
  expect(() => new Intl.DateTimeFormat(localeFor(texts, user))).not.toThrow();
});
