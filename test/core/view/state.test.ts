import { expect, test } from 'vitest';
import type { Count } from '../../../src/core/answer/answer';
import type { Mailbox } from '../../../src/core/mailbox/mailbox';
import { DEFAULT_SETTINGS } from '../../../src/core/settings/settings';
import {
  isAllWithheld,
  privacyPageOf,
  type Standing,
  standingOf,
  unreadOf,
} from '../../../src/core/view/state';
import { EVERY_FAILURE } from '../../failures';
import { makeMailbox, makeMessage } from '../../make';

const settings = DEFAULT_SETTINGS;

test.each<[Count, Count, Standing]>([
  [0, 'unreported', 'fine'],
  ['unreported', 'unreported', 'fine'],
  ['withheld', 3, 'fine'],
  [3, 'withheld', 'fine'],
  ['withheld', 'withheld', 'needs-you'],
  ['withheld', 'unreported', 'needs-you'],
  ['unreported', 'withheld', 'needs-you'],
])('an account with %s unread and %s SMS is %s', (unread, sms, standing) => {
  const mailbox = makeMailbox({ unread, sms });
  expect(standingOf(mailbox, settings)).toBe(standing);
  expect(isAllWithheld(mailbox, settings)).toBe(standing === 'needs-you');
});

test('a list that is still shown makes up for no count', () => {
  const mailbox = makeMailbox({ unread: 'withheld', sms: 'withheld', messages: [makeMessage('1')] });
  expect(isAllWithheld(mailbox, settings)).toBe(true);
});

test.each<[Count, Count, boolean]>([
  ['withheld', 3, true],
  ['unreported', 'withheld', false],
])('SMS that the user doesn’t count change nothing: %s unread, %s SMS', (unread, sms, expected) => {
  expect(isAllWithheld(makeMailbox({ unread, sms }), { ...settings, countSms: false })).toBe(expected);
});

test.each<[Partial<Mailbox>, string | undefined]>([
  [
    { failure: { kind: 'privacy', url: 'https://p.example/' }, dashboard: 'https://d.example/' },
    'https://p.example/',
  ],
  [{ failure: { kind: 'privacy' }, dashboard: 'https://d.example/' }, 'https://d.example/'],
  [{ failure: { kind: 'timeout' }, dashboard: 'https://d.example/' }, 'https://d.example/'],
  [{ dashboard: 'http://d.example/a?b=,see' }, 'http://d.example/a?b=,see'],
  [{ dashboard: 'javascript:alert(1)' }, undefined],
  [{ failure: { kind: 'privacy', url: 'file:///etc/passwd' } }, undefined],
  [{}, undefined],
])('the privacy page of %j is %s', (known, page) => {
  expect(privacyPageOf(makeMailbox(known))).toBe(page);
});

test('an account waits until its first check has ended', () => {
  expect(standingOf(undefined, settings)).toBe('waiting');
  expect(standingOf(makeMailbox({ attemptedAt: 0, checkedAt: 0 }), settings)).toBe('waiting');
  expect(standingOf(makeMailbox({ checkedAt: 0 }), settings)).toBe('waiting');
});

test.each(EVERY_FAILURE)('an account that fails ($kind) is not fine', failure => {
  expect(['failing', 'needs-you']).toContain(standingOf(makeMailbox({ failure }), settings));
});

test('SMS count as unread where the user wants it', () => {
  expect(unreadOf(makeMailbox({ unread: 2, sms: 3 }), settings)).toBe(5);
  expect(unreadOf(makeMailbox({ unread: 2, sms: 3 }), { ...settings, countSms: false })).toBe(2);
  expect(
    unreadOf(makeMailbox({ unread: 'withheld', sms: 3 }), { ...settings, countSms: false }),
  ).toBeUndefined();
  expect(unreadOf(undefined, settings)).toBeUndefined();
});
