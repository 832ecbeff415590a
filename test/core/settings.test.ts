import { expect, test } from 'vitest';
import { intervalOf, SETTINGS_FORMAT } from '../../src/core/settings';
import { pack, unpack } from '../../src/core/stored-format';

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
  expect(unpack(SETTINGS_FORMAT, raw)).toEqual(DEFAULTS);
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
  expect(unpack(SETTINGS_FORMAT, { checkEvery: stored }).checkEvery).toBe(minutes);
});

test('what the user chose comes back, and one corrupt choice spoils no other', () => {
  const chosen = { checkEvery: 15, notifications: false, countSms: false };
  const corrupt = { ...chosen, checkEvery: 'x' };
  expect(unpack(SETTINGS_FORMAT, pack(SETTINGS_FORMAT, chosen))).toEqual(chosen);
  expect(unpack(SETTINGS_FORMAT, { version: 1, data: corrupt })).toEqual({ ...chosen, checkEvery: 5 });
});

test('what the user chose comes back as the first version stored it', () => {
  const chosen = { checkEvery: 15, notifications: false, countSms: false };
  expect(unpack(SETTINGS_FORMAT, chosen)).toEqual(chosen);
});

test.each([
  [1, 60_000],
  [5, 300_000],
  [60, 3_600_000],
])('between checks every %i minutes are %i ms', (checkEvery, interval) => {
  expect(intervalOf({ ...DEFAULTS, checkEvery })).toBe(interval);
});
