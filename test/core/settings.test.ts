import { expect, test } from 'vitest';
import { parseSettings } from '../../src/core/settings';

const DEFAULTS = { checkEvery: 5, notifications: true, countSms: true };

test.each([
  undefined,
  null,
  0,
  '',
  'x',
  [],
  {},
  true,
  { checkEvery: null, notifications: 'no', countSms: 0 },
])('the settings in %j are the defaults', raw => {
  expect(parseSettings(raw)).toEqual(DEFAULTS);
});

test.each([
  [1, 1],
  [60, 60],
  [0, 5],
  [61, 5],
  [2.5, 5],
  [-3, 5],
  [Number.NaN, 5],
  [Number.POSITIVE_INFINITY, 5],
  ['10', 5],
])('checking every %s minutes comes to every %i', (stored, minutes) => {
  expect(parseSettings({ checkEvery: stored }).checkEvery).toBe(minutes);
});

test('what the user chose comes back, and one corrupt choice spoils no other', () => {
  const chosen = { checkEvery: 15, notifications: false, countSms: false };
  expect(parseSettings(chosen)).toEqual(chosen);
  expect(parseSettings({ ...chosen, checkEvery: 'x' })).toEqual({ ...chosen, checkEvery: 5 });
});
