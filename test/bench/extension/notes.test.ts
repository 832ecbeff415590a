import { expect, test } from 'vitest';
import { hasAlarm, joined, type Notes, wakeOf } from './notes';

const DUE = 1_000;

const notes = (change: Partial<Notes> = {}): Notes => ({
  origin: 1_025,
  evaluated: 5,
  notes: [
    { what: 'alarm', keys: ['check-mail', DUE], at: 6 },
    { what: 'stored', keys: ['mailbox:a'], at: 20 },
    { what: 'badge', keys: [], at: 22 },
    { what: 'stored', keys: ['checks'], at: 30 },
  ],
  ...change,
});

test('a wake-up ends when badge and mail have changed for the last time', () => {
  expect(wakeOf(notes(), DUE)).toEqual({ evaluated: 5, shown: 47 });
});

test('rows stored by the floor count as mail', () => {
  const ofFloor = notes({ notes: [{ what: 'stored', keys: ['rows'], at: 9 }] });
  expect(wakeOf(ofFloor, DUE)).toMatchObject({ shown: 34 });
});

test('a background that ran before the alarm was not woken by it', () => {
  expect(wakeOf(notes({ origin: 999 }), DUE)).toBeUndefined();
});

test('a background that changed nothing has no wake-up', () => {
  expect(wakeOf(notes({ notes: notes().notes.slice(0, 1) }), DUE)).toBeUndefined();
});

test('an alarm is identified by its time', () => {
  expect(hasAlarm(notes(), DUE)).toBe(true);
  expect(hasAlarm(notes(), DUE + 1)).toBe(false);
});

test('notes that were sent in two parts are joined', () => {
  const later = notes({ notes: [{ what: 'badge', keys: [], at: 500 }] });
  expect(wakeOf(joined([notes(), later]), DUE)).toMatchObject({ shown: 525 });
});
