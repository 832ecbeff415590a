import { expect, test } from 'vitest';
import { hasAlarm, joined, type Notes, wakeOf } from './notes';

const DUE = 1_000;

const notes = (change: Partial<Notes> = {}): Notes => ({
  origin: 1_025,
  evaluated: 5,
  loaded: [],
  notes: [
    { what: 'alarm', keys: ['check-mail', DUE], at: 6 },
    { what: 'stored', keys: ['mailbox:a'], at: 20 },
    { what: 'badge', keys: [], at: 22 },
    { what: 'stored', keys: ['checks'], at: 30 },
  ],
  ...change,
});

test('a wake-up lasts from when the alarm was due until badge and mail are as they stay', () => {
  expect(wakeOf(notes(), DUE)).toEqual({
    evaluated: 5,
    shown: 47,
    shownAfterStart: 22,
    stored: 55,
    loaded: [],
  });
});

test('a background that ran before the alarm was not woken by it', () => {
  expect(wakeOf(notes({ origin: 999 }), DUE)).toBeUndefined();
});

test('a background that showed nothing has not checked', () => {
  expect(wakeOf(notes({ notes: notes().notes.slice(0, 1) }), DUE)).toBeUndefined();
});

test('an alarm is known by its time', () => {
  expect(hasAlarm(notes(), DUE)).toBe(true);
  expect(hasAlarm(notes(), DUE + 1)).toBe(false);
});

test('what is told in two parts is one', () => {
  const later = notes({ loaded: ['/late.js'], notes: [{ what: 'badge', keys: [], at: 500 }] });
  expect(wakeOf(joined([notes(), later]), DUE)).toMatchObject({ shown: 525, loaded: ['/late.js'] });
});
