import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { ago, checkedText, datesAt } from '../../../src/core/text/friendly-date';
import { DAY, HOUR, MINUTE } from '../../make';
import { LANGUAGES, type LanguageName, translateTo } from '../../translate';

const zoneBefore = process.env.TZ;

/** Node uses the zone as soon as it is set. */
function inZone(zone: string): void {
  process.env.TZ = zone;
  expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
}

beforeEach(() => inZone('Europe/Paris'));
afterAll(() => {
  if (zoneBefore === undefined) delete process.env.TZ;
  else process.env.TZ = zoneBefore;
});

/** A local time in the zone: `local('2026-11-23 14:05')`. */
function local(clock: string): number {
  return new Date(clock.replace(' ', 'T')).getTime();
}

/** Removes differences between versions of the locale data: kinds of space, commas, zeros before hours. */
function plain(text: string | undefined): string | undefined {
  return text
    ?.replaceAll(/[\u00a0\u202f]/g, ' ')
    .replaceAll(/[,،]/g, '')
    .replaceAll(/\b0(?=\d:)/g, '')
    .replace(/ (?:at|à) (?=\d)/, ' ')
    .replace('1er', '1');
}

describe('a friendly date', () => {
  const now = '2026-11-23 14:05';

  test.each([
    ['today', '2026-11-23 09:05', '9:05 AM', '9:05', '9:05'],
    ['now', now, '2:05 PM', '14:05', '14:05'],
    ['since midnight', '2026-11-23 00:00', '12:00 AM', '0:00', '0:00'],
    ['before midnight', '2026-11-22 23:59', 'yesterday', 'yesterday', 'hier'],
    ['yesterday at midnight', '2026-11-22 00:00', 'yesterday', 'yesterday', 'hier'],
    ['before yesterday', '2026-11-21 23:59', 'Nov 21', '21 Nov', '21 nov.'],
    ['this year', '2026-03-07 12:00', 'Mar 7', '7 Mar', '7 mars'],
    ['on the first of a month', '2026-05-01 12:00', 'May 1', '1 May', '1 mai'],
    ['another year', '2006-03-07 12:00', 'Mar 7 2006', '7 Mar 2006', '7 mars 2006'],
    ['later today', '2026-11-23 23:59', '11:59 PM', '23:59', '23:59'],
    ['tomorrow', '2026-11-24 00:00', 'Nov 24', '24 Nov', '24 nov.'],
  ])('of a time %s', (_when, time, american, british, french) => {
    const say = (locale: string) => plain(datesAt(local(now), locale).friendly(local(time)));
    expect(say('en')).toBe(american);
    expect(say('en-GB')).toBe(british);
    expect(say('fr')).toBe(french);
  });

  test.each([
    ['the day of 23 hours', '2026-03-28 23:30', '2026-03-29 00:10', 'yesterday'],
    ['the day after it', '2026-03-29 00:30', '2026-03-30 23:50', 'yesterday'],
    ['the day of 25 hours', '2026-10-25 00:10', '2026-10-25 23:50', '0:10'],
    ['the day after it', '2026-10-25 00:10', '2026-10-26 00:05', 'yesterday'],
    ['two days after it', '2026-10-24 23:59', '2026-10-26 00:05', '24 Oct'],
    ['the new year', '2025-12-31 23:59', '2026-01-01 00:01', 'yesterday'],
    ['two days into the new year', '2025-12-31 23:59', '2026-01-02 00:01', '31 Dec 2025'],
  ])('around %s', (_what, time, moment, said) => {
    expect(plain(datesAt(local(moment), 'en-GB').friendly(local(time)))).toBe(said);
  });

  test('uses the days of the local zone', () => {
    const [time, moment] = [Date.UTC(2026, 10, 23, 9, 30), Date.UTC(2026, 10, 23, 13, 5)];
    expect(plain(datesAt(moment, 'en-GB').friendly(time))).toBe('10:30');
    inZone('Pacific/Auckland');
    expect(plain(datesAt(moment, 'en-GB').friendly(time))).toBe('yesterday');
    inZone('America/New_York');
    expect(plain(datesAt(moment, 'en-GB').friendly(time))).toBe('4:30');
  });
});

test.each([
  ['en', 'Tuesday March 7 2006 3:35 PM'],
  ['en-GB', 'Tuesday 7 March 2006 15:35'],
  ['fr', 'mardi 7 mars 2006 15:35'],
])('a full date in %s', (locale, said) => {
  expect(plain(datesAt(0, locale).full(Date.UTC(2006, 2, 7, 14, 35, 6)))).toBe(said);
});

test.each([
  ['en', '2026-11-23 09:05', '9:05 AM'],
  ['en-GB', '2026-11-23 09:05', '9:05'],
  ['fr', '2026-11-23 09:05', '9:05'],
  ['en', '2026-11-22 09:05', 'yesterday 9:05 AM'],
  ['en', '2026-11-24 00:00', 'tomorrow 12:00 AM'],
  ['fr', '2026-11-24 09:05', 'demain 9:05'],
  ['en', '2026-11-21 23:59', 'Nov 21 11:59 PM'],
  ['en-GB', '2026-11-21 09:05', '21 Nov 9:05'],
  ['fr', '2026-11-25 09:05', '25 nov. 9:05'],
  ['en-GB', '2025-11-25 09:05', '25 Nov 2025 9:05'],
])('the time on the clock in %s', (locale, time, said) => {
  expect(plain(datesAt(local('2026-11-23 14:05'), locale).clock(local(time)))).toBe(said);
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

describe('in each language', () => {
  const now = '2026-11-23 14:05';

  test.each([
    ['es', '9:05', 'ayer', '7 mar', '7 mar 2006'],
    ['es-419', '9:05 a.m.', 'ayer', '7 mar', '7 mar 2006'],
    ['pl', '9:05', 'wczoraj', '7 mar', '7 mar 2006'],
    ['ro', '9:05', 'ieri', '7 mar.', '7 mar. 2006'],
    ['ar', '9:05 ص', 'أمس', '7 مارس', '7 مارس 2006'],
    ['ar-EG', '٩:٠٥ ص', 'أمس', '٧ مارس', '٧ مارس ٢٠٠٦'],
  ])('a friendly date in %s', (locale, today, yesterday, thisYear, before) => {
    const say = (time: string) => plain(datesAt(local(now), locale).friendly(local(time)))?.replace(/^٠/, '');
    expect(say('2026-11-23 09:05')).toBe(today);
    expect(say('2026-11-22 09:05')).toBe(yesterday);
    expect(say('2026-03-07 12:00')).toBe(thisYear);
    expect(say('2006-03-07 12:00')).toBe(before);
  });

  /** A text with a time in it, at 14:05 on 23 November. */
  const say = (language: LanguageName, text: (t: ReturnType<typeof translateTo>) => string) =>
    plain(text(translateTo(language, moment => datesAt(local(now), language).clock(moment))));

  test.each([
    ['en', 'Checked 3 minutes ago', 'Checked 20 hours ago', 'Checked yesterday', 'Checked just now'],
    ['fr', 'Vérifié il y a 3 minutes', 'Vérifié il y a 20 heures', 'Vérifié hier', 'Vérifié à l’instant'],
    [
      'es',
      'Comprobado hace 3 minutos',
      'Comprobado hace 20 horas',
      'Comprobado ayer',
      'Comprobado ahora mismo',
    ],
    [
      'pl',
      'Sprawdzono 3 minuty temu',
      'Sprawdzono 20 godzin temu',
      'Sprawdzono wczoraj',
      'Sprawdzono przed chwilą',
    ],
    ['ro', 'Verificat acum 3 minute', 'Verificat acum 20 de ore', 'Verificat ieri', 'Verificat chiar acum'],
    ['ar', 'تم التحقق قبل 3 دقائق', 'تم التحقق قبل 20 ساعة', 'تم التحقق أمس', 'تم التحقق للتو'],
  ] as const)('the age of an answer, in %s', (language, minutes, hours, day, moment) => {
    const after = (age: number) => say(language, t => t(checkedText(local(now) - age, local(now), language)));
    expect([3 * MINUTE, 20 * HOUR, DAY, 0].map(after)).toEqual([minutes, hours, day, moment]);
  });

  test.each([
    ['en', 'Last known state from 9:05 AM', 'Last known state from Nov 21 9:05 AM', 'Next try: 2:10 PM'],
    ['fr', 'Dernier état connu : 9:05', 'Dernier état connu : 21 nov. 9:05', 'Prochain essai : 14:10'],
    ['es', 'Último estado conocido: 9:05', 'Último estado conocido: 21 nov 9:05', 'Próximo intento: 14:10'],
    ['pl', 'Ostatni znany stan: 9:05', 'Ostatni znany stan: 21 lis 9:05', 'Następna próba: 14:10'],
    [
      'ro',
      'Ultima stare cunoscută: 9:05',
      'Ultima stare cunoscută: 21 nov. 9:05',
      'Următoarea încercare: 14:10',
    ],
    ['ar', 'آخر حالة معروفة: 9:05 ص', 'آخر حالة معروفة: 21 نوفمبر 9:05 ص', 'المحاولة التالية: 2:10 م'],
  ] as const)('a time inside a sentence, in %s', (language, today, before, later) => {
    const lastKnown = (time: string) =>
      say(language, t => t({ key: 'lastKnownAt', args: [{ time: local(time) }] }));
    expect(lastKnown('2026-11-23 09:05')).toBe(today);
    expect(lastKnown('2026-11-21 09:05')).toBe(before);
    expect(say(language, t => t({ key: 'nextTryAt', args: [{ time: local('2026-11-23 14:10') }] }))).toBe(
      later,
    );
  });

  test.each([
    ['en', '3 new (checked Nov 21 9:05 AM)'],
    ['fr', '3 new (dernière vérification : 21 nov. 9:05)'],
    ['es', '3 new (última comprobación: 21 nov 9:05)'],
    ['pl', '3 new (sprawdzono: 21 lis 9:05)'],
    ['ro', '3 new (verificat: 21 nov. 9:05)'],
    ['ar', '\u20683 new\u2069 (آخر تحقق: 21 نوفمبر 9:05 ص)'],
  ] as const)('the tooltip in %s', (language, title) => {
    const args = ['3 new', { time: local('2026-11-21 09:05') }];
    expect(say(language, t => t({ key: 'titleCounts', args }))).toBe(title);
  });

  test.each([
    ['en', 'Snoozed until tomorrow 8:00 AM'],
    ['fr', 'En pause jusqu’à demain 8:00'],
    ['es', 'Pospuesto hasta: mañana 8:00'],
    ['pl', 'Wstrzymano do: jutro 8:00'],
    ['ro', 'Amânat până la: mâine 8:00'],
    ['ar', 'مؤجَّل حتى: غدًا 8:00 ص'],
  ] as const)('until tomorrow, in %s', (language, said) => {
    const args = [{ time: local('2026-11-24 08:00') }];
    expect(say(language, t => t({ key: 'snoozedUntil', args }))).toBe(said);
  });

  test('each language has a full date', () => {
    const time = local('2006-03-07 15:35');
    const dates = LANGUAGES.map(language => datesAt(time, language).full(time));
    expect(new Set(dates).size).toBe(LANGUAGES.length);
    for (const date of dates) expect(date).toMatch(/2006.*(15|3):35/);
  });
});
