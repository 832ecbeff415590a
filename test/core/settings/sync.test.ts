import { expect, test } from 'vitest';
import { MAX_SENDER_LENGTH, MAX_SENDERS } from '../../../src/core/settings/senders';
import { CHOICES_FORMAT } from '../../../src/core/settings/settings';
import { checkSyncSize, notSavedText, SYNC_FORMAT, TooLargeToSync } from '../../../src/core/settings/sync';
import { pack } from '../../../src/core/store/stored-format';

const senders = Array.from({ length: MAX_SENDERS }, (_, n) => `${n}@`.padEnd(MAX_SENDER_LENGTH, 'x'));
const failing = (value: unknown) => {
  try {
    checkSyncSize('settings', value);
    return undefined;
  } catch (error) {
    return error;
  }
};

test('one full list of senders can be synchronised, two can’t', () => {
  expect(failing(pack(CHOICES_FORMAT, { mutedSenders: senders }))).toBeUndefined();
  const vips = senders.map(sender => ({ sender }));
  expect(failing(pack(CHOICES_FORMAT, { mutedSenders: senders, vips }))).toBeInstanceOf(TooLargeToSync);
});

test('it is bytes that count', () => {
  expect(failing('x'.repeat(5000))).toBeUndefined();
  expect(failing('ж'.repeat(5000))).toBeInstanceOf(TooLargeToSync);
});

test('whoever has too much is not told to make room on the disk', () => {
  expect(notSavedText(new TooLargeToSync())).toBe('settingsTooLargeToSync');
  expect(notSavedText(new Error('IO error'))).toBe('settingsNotSaved');
});

test('settings follow the user unless they said no', () => {
  expect([undefined, null, 'x', true, false].map(SYNC_FORMAT.parse)).toEqual([true, true, true, true, false]);
  expect(SYNC_FORMAT.fallback).toBe(true);
});
