import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMailDate } from '../../../src/core/answer/mail-date';

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
  ['as asctime writes it', 'Tue Mar  7 14:35:06 2006', TUESDAY],
  ['as asctime writes it, with a zone', 'Tue Mar  7 15:35:06 CET 2006', TUESDAY],
  ['as asctime writes it, with an offset', 'Tue Mar 07 15:35:06 +0100 2006', TUESDAY],
  ['as a script writes it', 'Tue Mar 07 2006 15:35:06 GMT+0100 (CET)', TUESDAY],
  ['as Americans write it', 'Tuesday, March 7, 2006 2:35:06 PM', TUESDAY],
  ['as Americans say it', 'March 7, 2006 at 2:35:06 p.m. UTC', TUESDAY],
  ['in German', 'Di, 7. Mar 2006 15:35:06 MEZ', TUESDAY],
  ['with a time after noon', 'Mon, 23 Nov 2026 9:05 PM', '2026-11-23T21:05:00Z'],
  ['with a time after noon in a zone', '23 Nov 2026 09:05:00pm +0100', '2026-11-23T20:05:00Z'],
  ['half an hour after midnight', '23 Nov 2026 12:30 am', '2026-11-23T00:30:00Z'],
  ['half an hour after noon', '23 Nov 2026 12:30 PM', '2026-11-23T12:30:00Z'],
  ['in British summer', '7 Jul 2006 15:35:06 BST', '2006-07-07T14:35:06Z'],
  ['in Western Europe', '7 Mar 2006 14:35:06 WET', TUESDAY],
  ['in Western Europe’s summer', '7 Jul 2006 15:35:06 WEST', '2006-07-07T14:35:06Z'],
  ['in Middle Europe', '7 Mar 2006 15:35:06 MET', TUESDAY],
  ['in Middle Europe’s summer', '7 Jul 2006 16:35:06 MEST', '2006-07-07T14:35:06Z'],
  ['in Germany’s summer', '7 Jul 2006 16:35:06 MESZ', '2006-07-07T14:35:06Z'],
  ['in Eastern Europe', '7 Mar 2006 16:35:06 EET', TUESDAY],
  ['in Eastern Europe’s summer', '7 Jul 2006 17:35:06 EEST', '2006-07-07T14:35:06Z'],
  ['in a zone that several countries call the same, taken for UTC', '7 Mar 2006 14:35:06 IST', TUESDAY],
  ['an hour east of Greenwich', '7 Mar 2006 15:35:06 GMT+1', TUESDAY],
  ['half a day west of UTC', '7 Mar 2006 02:35:06 UTC-12:00', TUESDAY],
  ['where the day begins', '8 Mar 2006 04:35:06 +1400', TUESDAY],
  ['in a zone that is nowhere, taken for UTC', '7 Mar 2006 14:35:06 +9999', TUESDAY],
  ['in a zone an hour too far, taken for UTC', '7 Mar 2006 14:35:06 -1500', TUESDAY],
  ['in a zone with too many minutes, taken for UTC', '7 Mar 2006 14:35:06 +0160', TUESDAY],
  ['with a zone of too many digits, taken for UTC', '7 Mar 2006 14:35:06 +010000', TUESDAY],
  ['with a fraction of a second', '7 Mar 2006 14:35:06.789 +0000', TUESDAY],
  ['year first, with slashes', '2006/03/07 14:35:06', TUESDAY],
  ['ISO 8601', '2006-03-07T14:35:06Z', TUESDAY],
  ['ISO 8601 with a zone by name', '2006-03-07 15:35:06 CET', TUESDAY],
  ['ISO 8601 with two zones, which are one', '2006-03-07 15:35:06 +0100 CET', TUESDAY],
  ['ISO 8601 with an offset in hours', '2006-03-07T15:35:06+01', TUESDAY],
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
  '7 Mar 2026 13:00 PM',
  '7 Mar 2026 0:30 AM',
  '7 Mar 20260 12:00:00 +0000',
  '7 Mar 0026 12:00:00 +0000',
  'Mon Nov 31 09:00:00 2026',
  '2026-11/23 09:00',
  'Mon, 99 Nov 2026 09:00:00 +0000',
])('no date: %j', text => {
  expect(parseMailDate(text)).toBeUndefined();
});

test('200 kB of anything are no date', () => {
  for (const part of [
    '1 ',
    '1-',
    'a',
    '(',
    ')',
    '1 Jan ',
    ' ',
    '1:',
    'Jan 1 ',
    '1 Jan 2026 1:1 ',
    '+',
    '2026-',
  ])
    expect(parseMailDate(part.repeat(200_000 / part.length))).toBeUndefined();
});

test('any text is a date or none', () => {
  const words = fc.constantFrom(
    'Mon',
    'Nov',
    ' ',
    ', ',
    '23',
    '2026',
    '09:00',
    ':30',
    'PM',
    '+0100',
    '+9999',
    'CET',
    '-',
    '/',
    '.',
    '(',
    ')',
    'T',
    'é',
  );
  const dates = fc.array(fc.oneof(words, fc.string({ maxLength: 3 })), { maxLength: 12 });
  fc.assert(
    fc.property(dates, parts => {
      const time = parseMailDate(parts.join(''));
      expect(time === undefined || Number.isSafeInteger(time)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
