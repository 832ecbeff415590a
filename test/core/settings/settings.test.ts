import { expect, test } from 'vitest';
import { CHOICES_FORMAT, type Choices, DEFAULT_SETTINGS } from '../../../src/core/settings/settings';
import { pack, unpack } from '../../../src/core/store/stored-format';

const CHOSEN: Choices = {
  checkEvery: 15,
  notifications: false,
  notificationPrivacy: 'sender',
  countSms: false,
};

test.each([
  undefined,
  null,
  0,
  '',
  'x',
  [],
  {},
  true,
  { checkEvery: null, notifications: 'no', notificationPrivacy: 'some', countSms: 0 },
])('%j contains no choice', raw => {
  expect(unpack(CHOICES_FORMAT, raw)).toEqual({});
  expect(unpack(CHOICES_FORMAT, { version: 2, data: raw })).toEqual({});
});

test.each([
  [1, 1],
  [60, 60],
  [0, undefined],
  ['automatic', 'automatic'],
  [61, undefined],
  [2.5, undefined],
  [-3, undefined],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
  ['10', undefined],
])('the stored interval %s gives %s', (stored, minutes) => {
  expect(unpack(CHOICES_FORMAT, { version: 2, data: { checkEvery: stored } }).checkEvery).toBe(minutes);
});

test('choices are read as stored, without an invalid one', () => {
  const { checkEvery: _checkEvery, ...others } = CHOSEN;
  expect(unpack(CHOICES_FORMAT, pack(CHOICES_FORMAT, CHOSEN))).toEqual(CHOSEN);
  expect(unpack(CHOICES_FORMAT, { version: 2, data: { ...CHOSEN, checkEvery: 'x' } })).toEqual(others);
});

test('a choice equal to the default stays a choice', () => {
  expect(unpack(CHOICES_FORMAT, pack(CHOICES_FORMAT, DEFAULT_SETTINGS))).toEqual(DEFAULT_SETTINGS);
});

test.each([
  [{ checkEvery: 15, notifications: true, countSms: true }, { checkEvery: 15 }],
  [
    { checkEvery: 5, notifications: false, countSms: false },
    { notifications: false, countSms: false },
  ],
  [{ checkEvery: 5, notifications: true, countSms: true }, {}],
])('version 1 stored %j: the choice is %j', (data, chosen) => {
  expect(unpack(CHOICES_FORMAT, data)).toEqual(chosen);
  expect(unpack(CHOICES_FORMAT, { version: 1, data })).toEqual(chosen);
});

test('unknown data of a newer version stays when the user chooses', () => {
  const newer = { version: 2, data: { checkEvery: 10, volume: 5, sound: 'harp', harps: 'two' } };
  const chosen = unpack(CHOICES_FORMAT, newer);
  expect(chosen).toEqual({ checkEvery: 10, volume: 5 });
  expect(pack(CHOICES_FORMAT, { checkEvery: 15 }, newer).data).toEqual({
    checkEvery: 15,
    sound: 'harp',
    harps: 'two',
  });
  expect(pack(CHOICES_FORMAT, { ...chosen, sound: 'none' }, newer).data).toEqual({
    ...newer.data,
    sound: 'none',
  });
});

test('only choices stay from an older version', () => {
  const older = { checkEvery: 5, notifications: false };
  expect(pack(CHOICES_FORMAT, { countSms: false }, older).data).toEqual({ countSms: false });
});

test.each([1, 2, 5, 60])('every %i minutes that the user chose in version 1.0.0 are kept', checkEvery => {
  expect(unpack(CHOICES_FORMAT, { version: 2, data: { checkEvery } })).toEqual({ checkEvery });
});

test('the default interval is automatic', () => {
  expect(DEFAULT_SETTINGS.checkEvery).toBe('automatic');
  expect(unpack(CHOICES_FORMAT, { version: 2, data: {} })).toEqual({});
});
