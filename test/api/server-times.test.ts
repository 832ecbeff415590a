import { afterEach, describe, expect, test } from 'vitest';
import { readServerTimes } from '../../src/api/server-times';
import { DAY, HOUR, MINUTE, NOW } from '../make';

const zoneBefore = process.env.TZ;

afterEach(() => {
  if (zoneBefore === undefined) delete process.env.TZ;
  else process.env.TZ = zoneBefore;
});

/** Parses these headers at `NOW`. */
function read(headers: Record<string, string>) {
  return readServerTimes(new Headers(headers), NOW);
}

const httpDate = (time: number) => new Date(time).toUTCString();

/** The same time in each format of RFC 9110, section 5.6.7. */
const FORMS = ['Mon, 23 Nov 2026 13:05:00 GMT', 'Monday, 23-Nov-26 13:05:00 GMT', 'Mon Nov 23 13:05:00 2026'];

test('without headers there are no times', () => {
  expect(read({})).toEqual({});
});

describe('the server’s clock', () => {
  test.each(FORMS)('is parsed from %s', date => {
    expect(read({ Date: date })).toEqual({ serverTime: NOW });
  });

  test.each(FORMS)('is parsed as GMT in any time zone: %s', date => {
    process.env.TZ = 'America/New_York';
    expect(read({ Date: date })).toEqual({ serverTime: NOW });
  });

  test('is parsed from asctime with a one-digit day', () => {
    expect(read({ Date: 'Sun Nov  6 08:49:37 1994' })).toEqual({
      serverTime: Date.UTC(1994, 10, 6, 8, 49, 37),
    });
  });

  test.each([
    '',
    'now',
    '0',
    '1795439100',
    '2026-11-23T13:05:00Z',
    '11/23/2026',
    'Monday',
    'Mon, 23 Nov 2026 25:05:00 GMT',
    'Mon, 23 Brumaire 2026 13:05:00 GMT',
    `${FORMS[0]}, ${FORMS[0]}`,
  ])('is not parsed from "%s"', date => {
    expect(read({ Date: date })).toEqual({});
  });
});

describe('Retry-After', () => {
  test.each<[string, number | undefined]>([
    ['1', 1000],
    ['120', 2 * MINUTE],
    ['0120', 2 * MINUTE],
    ['86400', DAY],
    ['99999999999999', 99_999_999_999_999_000],
    ['9'.repeat(400), Number.POSITIVE_INFINITY],
    ['  60\t', MINUTE],
    ['0', undefined],
    ['-60', undefined],
    ['+60', undefined],
    ['1.5', undefined],
    ['1e3', undefined],
    ['0x10', undefined],
    ['60 s', undefined],
    ['60, 120', undefined],
    ['', undefined],
    ['   ', undefined],
    ['soon', undefined],
    ['Infinity', undefined],
    ['2026-11-23T14:05:00Z', undefined],
    ['May be tomorrow', undefined],
  ])('is parsed from "%s"', (value, retryAfter) => {
    expect(read({ 'Retry-After': value }).retryAfter).toBe(retryAfter);
  });

  test.each(FORMS)('is the time from the server’s clock to %s, even if that clock is wrong', date => {
    for (const wrong of [0, 400 * DAY, -400 * DAY]) {
      const times = readServerTimes(
        new Headers({ Date: httpDate(NOW - HOUR), 'Retry-After': date }),
        NOW + wrong,
      );
      expect(times).toEqual({ serverTime: NOW - HOUR, retryAfter: HOUR });
    }
  });

  test('is the time from this computer’s clock if the server sends no date', () => {
    expect(read({ 'Retry-After': httpDate(NOW + HOUR) })).toEqual({ retryAfter: HOUR });
    expect(read({ Date: 'nonsense', 'Retry-After': httpDate(NOW + HOUR) })).toEqual({ retryAfter: HOUR });
  });

  test.each([
    ['in the past', httpDate(NOW - HOUR)],
    ['equal to now', httpDate(NOW)],
    ['long ago', httpDate(0)],
  ])('ignores a date %s', (_which, date) => {
    expect(read({ Date: httpDate(NOW), 'Retry-After': date })).toEqual({ serverTime: NOW });
    expect(read({ 'Retry-After': date })).toEqual({});
  });

  test('accepts a date with white space around it', () => {
    expect(read({ 'Retry-After': `\t ${httpDate(NOW + HOUR)} ` })).toEqual({ retryAfter: HOUR });
  });
});

describe('X-Poll-Interval', () => {
  test.each([
    ['30', 30_000],
    ['60', 60_000],
    [' 300 ', 300_000],
    ['3600', 3_600_000],
  ])('is parsed as seconds: "%s"', (value, pollInterval) => {
    expect(readServerTimes(new Headers({ 'X-Poll-Interval': value }), NOW)).toEqual({ pollInterval });
  });

  test.each(['29', '0', '3601', '-60', '60.5', '1e3', '60, 120', 'soon', ''])(
    'is not parsed from "%s"',
    value => {
      expect(readServerTimes(new Headers({ 'X-Poll-Interval': value }), NOW)).toEqual({});
    },
  );
});
