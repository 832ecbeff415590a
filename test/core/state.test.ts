import { expect, test } from 'vitest';
import type { Count } from '../../src/core/answer';
import { DEFAULT_SETTINGS } from '../../src/core/settings';
import { isAllWithheld, type Standing, standingOf, unreadOf } from '../../src/core/state';
import { EVERY_FAILURE } from '../failures';
import { makeMailbox, makeMessage } from '../make';

test.each<[Count, Count, Standing]>([
  [0, 'unreported', 'fine'],
  ['unreported', 'unreported', 'fine'],
  ['unreported', 'withheld', 'fine'],
  ['withheld', 3, 'fine'],
  [3, 'withheld', 'fine'],
  ['withheld', 'withheld', 'needs-you'],
  ['withheld', 'unreported', 'needs-you'],
])('an account with %s unread and %s SMS is %s', (unread, sms, standing) => {
  const mailbox = makeMailbox({ unread, sms });
  expect(standingOf(mailbox)).toBe(standing);
  expect(isAllWithheld(mailbox)).toBe(standing === 'needs-you');
});

test('what a user still lets be listed is shown', () => {
  const mailbox = makeMailbox({ unread: 'withheld', sms: 'withheld', messages: [makeMessage('1')] });
  expect(isAllWithheld(mailbox)).toBe(false);
});

test('an account waits until its first check has ended', () => {
  expect(standingOf(undefined)).toBe('waiting');
  expect(standingOf(makeMailbox({ attemptedAt: 0, checkedAt: 0 }))).toBe('waiting');
  expect(standingOf(makeMailbox({ checkedAt: 0 }))).toBe('waiting');
});

test.each(EVERY_FAILURE)('an account that fails ($kind) is not fine', failure => {
  expect(['failing', 'needs-you']).toContain(standingOf(makeMailbox({ failure })));
});

test('SMS count as unread where the user wants it', () => {
  const settings = DEFAULT_SETTINGS;
  expect(unreadOf(makeMailbox({ unread: 2, sms: 3 }), settings)).toBe(5);
  expect(unreadOf(makeMailbox({ unread: 2, sms: 3 }), { ...settings, countSms: false })).toBe(2);
  expect(
    unreadOf(makeMailbox({ unread: 'withheld', sms: 3 }), { ...settings, countSms: false }),
  ).toBeUndefined();
  expect(unreadOf(undefined, settings)).toBeUndefined();
});
