import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { ago, clockTime, friendlyDate, fullDate } from '../../src/core/friendly-date';
import { DAY, HOUR, MINUTE } from '../make';

const zoneBefore = process.env.TZ;

/** Node takes the zone up as soon as it is set. */
function inZone(zone: string): void {
  process.env.TZ = zone;
  expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
}

beforeEach(() => inZone('Europe/Paris'));
afterAll(() => {
  if (zoneBefore === undefined) delete process.env.TZ;
  else process.env.TZ = zoneBefore;
});

/** A moment by the clock of the zone set: `local('2026-11-23 14:05')`. */
function local(clock: string): number {
  return new Date(clock.replace(' ', 'T')).getTime();
}

/** Without what differs from one version of the locale data to the next: kinds of space, commas, zeros before hours. */
function plain(text: string | undefined): string | undefined {
  return text
    ?.replaceAll(/[\u00a0\u202f]/g, ' ')
    .replaceAll(',', '')
    .replaceAll(/\b0(?=\d:)/g, '')
    .replace(/ (?:at|à) (?=\d)/, ' ')
    .replace('1er', '1');
}

describe('a friendly date', () => {
  const now = '2026-11-23 14:05';

  test.each([
    ['today', '2026-11-23 09:05', '9:05 AM', '9:05', '9:05'],
    ['at this very moment', now, '2:05 PM', '14:05', '14:05'],
    ['since midnight', '2026-11-23 00:00', '12:00 AM', '0:00', '0:00'],
    ['before midnight', '2026-11-22 23:59', 'yesterday', 'yesterday', 'hier'],
    ['yesterday from its midnight', '2026-11-22 00:00', 'yesterday', 'yesterday', 'hier'],
    ['before yesterday', '2026-11-21 23:59', 'November 21', '21 November', '21 novembre'],
    ['this year', '2026-03-07 12:00', 'March 7', '7 March', '7 mars'],
    ['on the first of a month', '2026-05-01 12:00', 'May 1', '1 May', '1 mai'],
    ['another year', '2006-03-07 12:00', 'March 7 2006', '7 March 2006', '7 mars 2006'],
    ['later today', '2026-11-23 23:59', '11:59 PM', '23:59', '23:59'],
    ['tomorrow', '2026-11-24 00:00', 'November 24', '24 November', '24 novembre'],
  ])('of a moment %s', (_when, time, american, british, french) => {
    const say = (locale: string) => plain(friendlyDate(local(time), local(now), locale));
    expect(say('en')).toBe(american);
    expect(say('en-GB')).toBe(british);
    expect(say('fr')).toBe(french);
  });

  test.each([
    ['the day of 23 hours', '2026-03-28 23:30', '2026-03-29 00:10', 'yesterday'],
    ['the day after it', '2026-03-29 00:30', '2026-03-30 23:50', 'yesterday'],
    ['the day of 25 hours', '2026-10-25 00:10', '2026-10-25 23:50', '0:10'],
    ['the day after it', '2026-10-25 00:10', '2026-10-26 00:05', 'yesterday'],
    ['two days after it', '2026-10-24 23:59', '2026-10-26 00:05', '24 October'],
    ['the new year', '2025-12-31 23:59', '2026-01-01 00:01', 'yesterday'],
    ['two days into the new year', '2025-12-31 23:59', '2026-01-02 00:01', '31 December 2025'],
  ])('around %s', (_what, time, moment, said) => {
    expect(plain(friendlyDate(local(time), local(moment), 'en-GB'))).toBe(said);
  });

  test('has the days of the zone one is in', () => {
    const [time, moment] = [Date.UTC(2026, 10, 23, 9, 30), Date.UTC(2026, 10, 23, 13, 5)];
    expect(plain(friendlyDate(time, moment, 'en-GB'))).toBe('10:30');
    inZone('Pacific/Auckland');
    expect(plain(friendlyDate(time, moment, 'en-GB'))).toBe('yesterday');
    inZone('America/New_York');
    expect(plain(friendlyDate(time, moment, 'en-GB'))).toBe('4:30');
  });
});

test.each([
  ['en', 'Tuesday March 7 2006 3:35 PM'],
  ['en-GB', 'Tuesday 7 March 2006 15:35'],
  ['fr', 'mardi 7 mars 2006 15:35'],
])('a full date in %s', (locale, said) => {
  expect(plain(fullDate(Date.UTC(2006, 2, 7, 14, 35, 6), locale))).toBe(said);
});

test.each([
  ['en', '2026-11-23 09:05', '9:05 AM'],
  ['en-GB', '2026-11-23 09:05', '9:05'],
  ['fr', '2026-11-23 09:05', '9:05'],
  ['en', '2026-11-22 09:05', 'Nov 22 9:05 AM'],
  ['en-GB', '2026-11-22 09:05', '22 Nov 9:05'],
  ['fr', '2026-11-22 09:05', '22 nov. 9:05'],
])('the time on the clock in %s', (locale, time, said) => {
  expect(plain(clockTime(local(time), local('2026-11-23 14:05'), locale))).toBe(said);
});

test.each([
  [0, undefined, undefined],
  [MINUTE - 1, undefined, undefined],
  [-HOUR, undefined, undefined],
  [MINUTE, '1 minute ago', 'il y a 1 minute'],
  [HOUR - 1, '59 minutes ago', 'il y a 59 minutes'],
  [HOUR, '1 hour ago', 'il y a 1 heure'],
  [DAY - 1, '23 hours ago', 'il y a 23 heures'],
  [DAY, 'yesterday', 'hier'],
  [2 * DAY, '2 days ago', 'avant-hier'],
  [30 * DAY, '30 days ago', 'il y a 30 jours'],
])('%i ms ago', (age, english, french) => {
  const now = local('2026-11-23 14:05');
  expect(ago(now - age, now, 'en')).toBe(english);
  expect(plain(ago(now - age, now, 'fr'))).toBe(french);
});
