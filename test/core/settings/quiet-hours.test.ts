import fc from 'fast-check';
import { afterAll, describe, expect, test, vi } from 'vitest';
import {
  areQuietSpans,
  DAYS,
  isQuietHour,
  nextQuietChange,
  type QuietSpan,
} from '../../../src/core/settings/quiet-hours';
import { DAY, HOUR, MINUTE } from '../../make';
import { beIn, comeHome } from '../../time-zone';

comeHome();
// Hundreds of weeks take longer on a slow machine.
vi.setConfig({ testTimeout: 60_000 });
afterAll(() => vi.resetConfig());

const everyDay = (from: string, to: string): QuietSpan => ({ days: [...DAYS], from, to });
const on = (days: QuietSpan['days'], from: string, to: string): QuietSpan => ({ days, from, to });

/** Local time, such as `2026-11-23T22:00`, a Monday. */
const at = (local: string) => new Date(local).getTime();
const local = (time: number | undefined) =>
  time === undefined
    ? undefined
    : new Date(time - new Date(time).getTimezoneOffset() * MINUTE).toISOString().slice(0, 16);

describe.each(['UTC', 'Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'])(
  'in %s',
  zone => {
    test.each<[string, QuietSpan[], string, boolean]>([
      ['before the start', [on(['mon'], '12:00', '13:00')], '2026-11-23T11:59', false],
      ['at the start', [on(['mon'], '12:00', '13:00')], '2026-11-23T12:00', true],
      ['in the last minute', [on(['mon'], '12:00', '13:00')], '2026-11-23T12:59', true],
      ['at the end', [on(['mon'], '12:00', '13:00')], '2026-11-23T13:00', false],
      ['on another day', [on(['mon'], '12:00', '13:00')], '2026-11-24T12:30', false],
      ['on Sunday', [on(['sun'], '12:00', '13:00')], '2026-11-22T12:30', true],
      ['before midnight', [on(['mon'], '22:00', '07:00')], '2026-11-23T23:30', true],
      ['after midnight', [on(['mon'], '22:00', '07:00')], '2026-11-24T06:59', true],
      ['on the morning of the same day', [on(['mon'], '22:00', '07:00')], '2026-11-23T06:00', false],
      ['after midnight on Monday, for Sunday', [on(['sun'], '22:00', '07:00')], '2026-11-23T01:00', true],
      ['all day', [on(['sat'], '00:00', '00:00')], '2026-11-28T23:59', true],
      ['the day after all day', [on(['sat'], '00:00', '00:00')], '2026-11-29T00:00', false],
      [
        'between two spans',
        [everyDay('08:00', '10:00'), everyDay('12:00', '14:00')],
        '2026-11-23T11:00',
        false,
      ],
      [
        'in the second span',
        [everyDay('08:00', '10:00'), everyDay('12:00', '14:00')],
        '2026-11-23T13:00',
        true,
      ],
      ['with none', [], '2026-11-23T13:00', false],
    ])('%s', (_what, spans, time, quiet) => {
      beIn(zone);
      expect(isQuietHour(spans, at(time))).toBe(quiet);
    });

    test.each<[string, QuietSpan[], string, string | undefined]>([
      ['begins later today', [on(['mon'], '12:00', '13:00')], '2026-11-23T09:30', '2026-11-23T12:00'],
      ['ends', [on(['mon'], '12:00', '13:00')], '2026-11-23T12:00', '2026-11-23T13:00'],
      ['begins in a week', [on(['mon'], '12:00', '13:00')], '2026-11-23T13:00', '2026-11-30T12:00'],
      ['ends in the morning', [everyDay('22:00', '07:00')], '2026-11-23T23:00', '2026-11-24T07:00'],
      [
        'continues from one span to the next',
        [everyDay('20:00', '23:00'), everyDay('23:00', '06:00')],
        '2026-11-23T21:00',
        '2026-11-24T06:00',
      ],
      ['lasts a weekend', [on(['sat', 'sun'], '00:00', '00:00')], '2026-11-28T10:00', '2026-11-30T00:00'],
      ['never ends', [everyDay('00:00', '00:00')], '2026-11-23T12:00', undefined],
      ['never begins', [], '2026-11-23T12:00', undefined],
    ])('quiet time %s', (_what, spans, now, change) => {
      beIn(zone);
      expect(local(nextQuietChange(spans, at(now)))).toBe(change);
    });
  },
);

describe('when the clocks change in Paris', () => {
  const spring = Date.UTC(2026, 2, 29, 1);
  const autumn = Date.UTC(2026, 9, 25, 1);

  test('a night ends by local time', () => {
    beIn('Europe/Paris');
    const night = [everyDay('22:00', '07:00')];
    expect(nextQuietChange(night, at('2026-03-28T22:00'))).toBe(at('2026-03-28T22:00') + 8 * HOUR);
    expect(nextQuietChange(night, at('2026-10-24T22:00'))).toBe(at('2026-10-24T22:00') + 10 * HOUR);
  });

  test('a skipped hour is not quiet', () => {
    beIn('Europe/Paris');
    const leftOut = [everyDay('02:15', '02:45')];
    for (let time = spring - HOUR; time < spring + 2 * HOUR; time += MINUTE)
      expect(isQuietHour(leftOut, time)).toBe(false);
    expect(local(nextQuietChange(leftOut, spring - 2 * HOUR))).toBe('2026-03-30T02:15');
  });

  test('a repeated hour is quiet twice', () => {
    beIn('Europe/Paris');
    const repeated = [everyDay('02:15', '02:45')];
    const first = autumn - 45 * MINUTE;
    expect(nextQuietChange(repeated, first - MINUTE)).toBe(first);
    expect(nextQuietChange(repeated, first)).toBe(first + 30 * MINUTE);
    expect(nextQuietChange(repeated, first + 30 * MINUTE)).toBe(first + HOUR);
    expect(nextQuietChange(repeated, first + HOUR)).toBe(first + 90 * MINUTE);
  });
});

const someClock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(parts => parts.map(part => String(part).padStart(2, '0')).join(':'));
const someSpans = fc.array(
  fc.record({
    days: fc.uniqueArray(fc.constantFrom(...DAYS), { minLength: 1 }),
    from: someClock,
    to: someClock,
  }),
  { maxLength: 4 },
);

/** Zones with a clock change within a few days of these times (UTC): by an hour, half an hour, a day. */
const CLOCK_CHANGES: [zone: string, near: string][] = [
  ['Europe/Paris', '2026-03-29'],
  ['Europe/Paris', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Africa/Casablanca', '2026-02-15'],
  ['Australia/Lord_Howe', '2026-04-04'],
  ['Australia/Lord_Howe', '2026-10-03'],
  ['Pacific/Apia', '2011-12-30'],
  // No change.
  ['Asia/Kolkata', '2026-07-01'],
];

test('local time decides, for any spans and zones', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('Europe/Paris', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Pacific/Apia'),
      someSpans,
      fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
      (zone, spans, date) => {
        beIn(zone);
        const now = date.getTime();
        expect(isQuietHour(spans, now)).toBe(spans.some(it => isOnWall(it, now, zone)));
      },
    ),
    { numRuns: 300 },
  );
});

/** The clock of Apia left out a day, on which the quiet hours would have changed. */
const A_CHANGE_AFTER_8_DAYS: [(typeof CLOCK_CHANGES)[number], QuietSpan[], number] = [
  ['Pacific/Apia', '2011-12-30'],
  [
    on(['sat', 'tue', 'mon', 'wed', 'sun'], '01:00', '01:00'),
    on(['thu', 'mon'], '00:00', '00:00'),
    on(['sat', 'fri', 'mon'], '00:00', '12:00'),
  ],
  -93_600_001,
];

test('the next change is the first different minute, also at a clock change', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...CLOCK_CHANGES),
      someSpans,
      fc.integer({ min: -9 * DAY, max: 2 * DAY }),
      ([zone, near], spans, from) => {
        beIn(zone);
        const now = Date.parse(near) + from;
        const next = nextQuietChange(spans, now);
        expect(next).toBe(firstMinuteThatDiffers(spans, now, next));
      },
    ),
    { numRuns: 500, examples: [A_CHANGE_AFTER_8_DAYS] },
  );
});

/** The expected result, minute by minute within 8 days, or until the given result if that is later. */
function firstMinuteThatDiffers(spans: QuietSpan[], now: number, next = 0): number | undefined {
  const before = isQuietHour(spans, now);
  const first = Math.floor(now / MINUTE) * MINUTE + MINUTE;
  const end = Math.max(first + 8 * DAY, next + MINUTE);
  for (let time = first; time < end; time += MINUTE) if (isQuietHour(spans, time) !== before) return time;
  return undefined;
}

/** The expected result by the browser's calendar. */
function isOnWall({ days, from, to }: QuietSpan, time: number, timeZone: string): boolean {
  const words = (moment: number, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(moment);
  const clock = words(time, { hour: '2-digit', minute: '2-digit' });
  const today = words(time, { weekday: 'short' }).toLowerCase().slice(0, 3);
  const dayBefore = DAYS[(DAYS.map(String).indexOf(today) + 6) % 7];
  const isOn = (day: string | undefined) => days.some(it => it === day);
  if (from < to) return isOn(today) && clock >= from && clock < to;
  return (isOn(today) && clock >= from) || (isOn(dayBefore) && clock < to);
}

test.each([
  ['no day', { days: [], from: '22:00', to: '07:00' }],
  ['an unknown day', { days: ['Monday'], from: '22:00', to: '07:00' }],
  ['an invalid hour', { days: ['mon'], from: '24:00', to: '07:00' }],
  ['an invalid minute', { days: ['mon'], from: '22:60', to: '07:00' }],
  ['an hour of one digit', { days: ['mon'], from: '7:00', to: '08:00' }],
  ['no end', { days: ['mon'], from: '22:00' }],
])('a span with %s is invalid', (_what, span) => {
  expect(areQuietSpans([span])).toBe(false);
});
