import { expect, test } from 'vitest';
import { DAYS } from '../../../src/core/settings/quiet-hours';
import { dayName, sortedDays, weekOf } from '../../../src/core/settings/weekdays';

test('days have the names of the language', () => {
  expect(DAYS.map(day => dayName(day, 'en', 'long'))).toEqual([
    'Monday',
    'Tuesday',
    'Wednesday',
    'Thursday',
    'Friday',
    'Saturday',
    'Sunday',
  ]);
  expect(dayName('sun', 'fr', 'short')).toBe('dim.');
});

test.each([
  ['fr', 'mon'],
  ['en-GB', 'mon'],
  ['en-US', 'sun'],
  ['ar-EG', 'sat'],
])('the week of %s begins on %s', (locale, first) => {
  const week = weekOf(locale);
  expect(week[0]).toBe(first);
  expect(sortedDays(week)).toEqual([...DAYS]);
});
