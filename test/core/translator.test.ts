import { describe, expect, test } from 'vitest';
import { translator } from '../../src/core/translator';
import { t, translateTo } from '../translate';

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

  test('of a million in French, whose form is neither one nor other, has words too', () => {
    expect(french({ plural: 'unreadEmails', count: 1_000_000 })).toMatch(/e-mails non lus$/);
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
