import { afterEach, describe, expect, test } from 'vitest';
import { readServerTimes } from '../../src/api/server-times';
import { DAY, HOUR, MINUTE, NOW } from '../make';

const zoneBefore = process.env.TZ;

afterEach(() => {
  if (zoneBefore === undefined) delete process.env.TZ;
  else process.env.TZ = zoneBefore;
});

/** What is read, at `NOW`, of an answer with these headers. */
function read(headers: Record<string, string>) {
  return readServerTimes(new Headers(headers), NOW);
}

const httpDate = (time: number) => new Date(time).toUTCString();

/** One moment in each of the forms of RFC 9110, section 5.6.7. */
const FORMS = ['Mon, 23 Nov 2026 13:05:00 GMT', 'Monday, 23-Nov-26 13:05:00 GMT', 'Mon Nov 23 13:05:00 2026'];

test('an answer that says nothing of time says nothing', () => {
  expect(read({})).toEqual({});
});

describe('the server’s clock', () => {
  test.each(FORMS)('is told as %s', date => {
    expect(read({ Date: date })).toEqual({ serverTime: NOW });
  });

  test.each(FORMS)('is told in Greenwich time, wherever the computer is: %s', date => {
    process.env.TZ = 'America/New_York';
    expect(read({ Date: date })).toEqual({ serverTime: NOW });
  });

  test('is told as asctime writes a day of one digit', () => {
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
  ])('is not told by "%s"', date => {
    expect(read({ Date: date })).toEqual({});
  });
});

describe('how long a server wants to be left alone', () => {
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
  ])('is read from "%s"', (value, retryAfter) => {
    expect(read({ 'Retry-After': value }).retryAfter).toBe(retryAfter);
  });

  test.each(FORMS)('is counted from the server’s own clock to %s, however wrong that clock is', date => {
    for (const wrong of [0, 400 * DAY, -400 * DAY]) {
      const times = readServerTimes(
        new Headers({ Date: httpDate(NOW - HOUR), 'Retry-After': date }),
        NOW + wrong,
      );
      expect(times).toEqual({ serverTime: NOW - HOUR, retryAfter: HOUR });
    }
  });

  test('is counted from this computer’s clock where the server doesn’t tell its own', () => {
    expect(read({ 'Retry-After': httpDate(NOW + HOUR) })).toEqual({ retryAfter: HOUR });
    expect(read({ Date: 'nonsense', 'Retry-After': httpDate(NOW + HOUR) })).toEqual({ retryAfter: HOUR });
  });

  test.each([
    ['of the past', httpDate(NOW - HOUR)],
    ['of this very moment', httpDate(NOW)],
    ['of long ago', httpDate(0)],
  ])('is not told by a date %s', (_which, date) => {
    expect(read({ Date: httpDate(NOW), 'Retry-After': date })).toEqual({ serverTime: NOW });
    expect(read({ 'Retry-After': date })).toEqual({});
  });

  test('may be told by a date with white space around it', () => {
    expect(read({ 'Retry-After': `\t ${httpDate(NOW + HOUR)} ` })).toEqual({ retryAfter: HOUR });
  });
});

describe('how often the server suggests to be asked', () => {
  test.each([
    ['30', 30_000],
    ['60', 60_000],
    [' 300 ', 300_000],
    ['3600', 3_600_000],
  ])('is told in seconds: "%s"', (value, pollInterval) => {
    expect(readServerTimes(new Headers({ 'X-Poll-Interval': value }), NOW)).toEqual({ pollInterval });
  });

  test.each(['29', '0', '3601', '-60', '60.5', '1e3', '60, 120', 'soon', ''])(
    'is not told by "%s"',
    value => {
      expect(readServerTimes(new Headers({ 'X-Poll-Interval': value }), NOW)).toEqual({});
    },
  );
});
