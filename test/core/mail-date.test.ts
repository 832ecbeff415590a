import { expect, test } from 'vitest';
import { parseMailDate } from '../../src/core/mail-date';

const TUESDAY = '2006-03-07T14:35:06Z';

test.each([
  ["the provider's, its weekday wrong", 'Sun, 7 Mar 2006 15:35:06 +0100 (CET)\n   ', TUESDAY],
  ['without a weekday', '7 Mar 2006 15:35:06 +0100', TUESDAY],
  ['west of Greenwich', 'Tue, 07 Mar 2006 11:05:06 -0330', TUESDAY],
  ['with nested comments', 'Tue (not (really) Sunday), 7 Mar (1 Jan 1999) 2006 14:35:06 +0000', TUESDAY],
  ['with a comment left open', '7 Mar 2006 15:35:06 +0100 (CET', TUESDAY],
  ['without seconds', '7 Mar 2006 14:35 GMT', '2006-03-07T14:35:00Z'],
  ['with a month in full', 'Tuesday, 7 March 2006 14:35:06 UT', TUESDAY],
  ['in capitals', 'TUE, 7 MAR 2006 14:35:06 Z', TUESDAY],
  ['with hyphens', 'Tuesday, 07-Mar-06 14:35:06 GMT', TUESDAY],
  ['in summer time by name', '7 Jul 2006 16:35:06 CEST', '2006-07-07T14:35:06Z'],
  ['in an American zone', '7 Mar 2006 09:35:06 EST', TUESDAY],
  ['in an unknown zone, taken for UTC', '7 Mar 2006 14:35:06 XYZ', TUESDAY],
  ['in no zone, taken for UTC', '7 Mar 2006 14:35:06', TUESDAY],
  ['with a year of two digits', '7 Mar 06 14:35:06 +0000', TUESDAY],
  ['with a year of two digits last century', '7 Mar 97 14:35:06 +0000', '1997-03-07T14:35:06Z'],
  ['with a year of three digits', '7 Mar 106 14:35:06 +0000', TUESDAY],
  ['with spaces around its colons', '7 Mar 2006 14 : 35 : 06 +0000', TUESDAY],
  ['folded', 'Tue,\r\n 7 Mar 2006\r\n 14:35:06 +0000', TUESDAY],
  ['on a leap day', '29 Feb 2024 00:00:00 +0000', '2024-02-29T00:00:00Z'],
  ['in a leap second', '31 Dec 2016 23:59:60 +0000', '2017-01-01T00:00:00Z'],
  ['across midnight and the year', '1 Jan 2026 00:30:00 +0100', '2025-12-31T23:30:00Z'],
  ['ISO 8601', '2006-03-07T14:35:06Z', TUESDAY],
  ['ISO 8601 with an offset', '2006-03-07T15:35:06.123+01:00', TUESDAY],
  ['ISO 8601 with a space', '2006-03-07 14:35:06', TUESDAY],
  ['ISO 8601, the day alone', '2006-03-07', '2006-03-07T00:00:00Z'],
])('a date %s', (_what, text, date) => {
  expect(parseMailDate(text)).toBe(Date.parse(date));
});

test.each([
  '',
  'yesterday',
  '(7 Mar 2006 14:35:06)',
  '31 Feb 2026 12:00:00 +0000',
  '29 Feb 2026 12:00:00 +0000',
  '0 Mar 2026 12:00:00 +0000',
  '7 Foo 2026 12:00:00 +0000',
  '7 Mar 2026 24:00:00 +0000',
  '7 Mar 2026 12:60:00 +0000',
  '7 Mar 2026 12:00:61 +0000',
  '2026-13-01',
  '2026-02-30',
  '7 Mar 2026',
])('no date: %j', text => {
  expect(parseMailDate(text)).toBeUndefined();
});

test('200 kB of anything are no date', () => {
  for (const part of ['1 ', '1-', 'a', '(', ')', '1 Jan ', ' ', '1:'])
    expect(parseMailDate(part.repeat(200_000 / part.length))).toBeUndefined();
});
