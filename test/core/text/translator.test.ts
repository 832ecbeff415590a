import { describe, expect, test } from 'vitest';
import { translator } from '../../../src/core/text/translator';
import { type LanguageName, t, translateTo } from '../../translate';

const french = translateTo('fr');

describe('a text', () => {
  test('is that of its key', () => {
    expect(t('checkNow')).toBe('Check now');
    expect(t({ key: 'checkNow' })).toBe('Check now');
    expect(french('checkNow')).toBe('Vérifier');
  });

  test('is filled with words, numbers, moments and other texts', () => {
    expect(t({ key: 'countsBoth', args: ['a $2 b', { plural: 'unreadSms', count: 1 }] })).toBe(
      'a $2 b, 1 SMS',
    );
    expect(t({ key: 'failureHttp', args: [503] })).toBe('The server answered with error 503.');
    expect(t({ key: 'titleCounts', args: ['x', { time: 0 }] })).toBe(
      'x (checked [1970-01-01T00:00:00.000Z])',
    );
    expect(
      t({ key: 'titleAccount', args: ['A', { key: 'titleAccount', args: ['B', { key: 'settings' }] }] }),
    ).toBe('A: B: Settings');
  });
});

describe('a plural', () => {
  test.each([
    [0, '0 unread e-mails', '0 e-mail non lu'],
    [1, '1 unread e-mail', '1 e-mail non lu'],
    [2, '2 unread e-mails', '2 e-mails non lus'],
    [1234, '1,234 unread e-mails', '1\u202f234 e-mails non lus'],
  ])('of %i follows the rule of the language', (count, english, inFrench) => {
    expect(t({ plural: 'unreadEmails', count })).toBe(english);
    expect(french({ plural: 'unreadEmails', count })).toBe(inFrench);
  });

  test.each([
    ['fr', /e-mails non lus$/],
    ['es', /correos no leídos$/],
  ] as const)('of a million in %s, whose form is neither one nor other, has words too', (language, words) => {
    expect(translateTo(language)({ plural: 'unreadEmails', count: 1_000_000 })).toMatch(words);
  });

  test.each([
    ['es', 1, '1 correo no leído'],
    ['es', 2, '2 correos no leídos'],
    ['pl', 0, '0 nieprzeczytanych e-maili'],
    ['pl', 1, '1 nieprzeczytany e-mail'],
    ['pl', 4, '4 nieprzeczytane e-maile'],
    ['pl', 12, '12 nieprzeczytanych e-maili'],
    ['pl', 22, '22 nieprzeczytane e-maile'],
    ['ro', 0, '0 e-mailuri necitite'],
    ['ro', 1, '1 e-mail necitit'],
    ['ro', 19, '19 e-mailuri necitite'],
    ['ro', 20, '20 de e-mailuri necitite'],
    ['ro', 101, '101 e-mailuri necitite'],
    ['ar', 0, 'لا رسائل غير مقروءة'],
    ['ar', 1, 'رسالة واحدة غير مقروءة'],
    ['ar', 2, 'رسالتان غير مقروءتين'],
    ['ar', 3, '3 رسائل غير مقروءة'],
    ['ar', 11, '11 رسالة غير مقروءة'],
    ['ar', 100, '100 رسالة غير مقروءة'],
    ['ar', 103, '103 رسائل غير مقروءة'],
  ] as const)('in %s of %i has the form of its number', (language, count, words) => {
    expect(translateTo(language)({ plural: 'unreadEmails', count })).toBe(words);
  });
});

test('numbers are written as in the user’s region', () => {
  const message = (_key: string, args: string[]) => args.join();
  const time = String;
  expect(translator({ locale: 'de', message, time })({ plural: 'unreadSms', count: 12_345 })).toBe('12.345');
  expect(translator({ locale: 'en-IN', message, time })({ plural: 'unreadSms', count: 123_456 })).toBe(
    '1,23,456',
  );
});

test('a name that runs against the language is kept apart from it, and no other', () => {
  const named = (language: LanguageName, name: string) =>
    translateTo(language)({ key: 'titleAccount', args: [name, { plural: 'unreadEmails', count: 3 }] });
  expect(named('ar', 'Home')).toBe('\u2068Home\u2069: 3 رسائل غير مقروءة');
  expect(named('ar', 'مكتب')).toBe('مكتب: 3 رسائل غير مقروءة');
  expect(named('en', 'مكتب')).toBe('\u2068مكتب\u2069: 3 unread e-mails');
  expect(named('fr', 'Maison')).toBe('Maison\u00a0: 3 e-mails non lus');
});
