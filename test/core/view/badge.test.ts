import { describe, expect, test } from 'vitest';
import type { Count } from '../../../src/core/answer/answer';
import type { Failure } from '../../../src/core/mailbox/failure';
import type { Mailbox } from '../../../src/core/mailbox/mailbox';
import { badgeFor } from '../../../src/core/view/badge';
import type { State } from '../../../src/core/view/state';
import { EVERY_FAILURE } from '../../failures';
import { makeMailbox, makeState, NOW } from '../../make';
import { t, translateTo } from '../../translate';

const offline: Failure = { kind: 'offline' };
const signedOut: Failure = { kind: 'signed-out' };

const unread = (count: Count, change: Partial<Mailbox> = {}) => makeMailbox({ unread: count, ...change });
const neverAnswered = (failure: Failure) =>
  makeMailbox({ unread: 'unreported', messages: 'unreported', checkedAt: 0, failure });

/** Each with the badge in 4 characters, and in 3 if that differs. */
const STATES: [what: string, state: State, text: string, narrow?: string][] = [
  ['no account', makeState({}), '+'],
  ['an unchecked account', makeState({ a: undefined }), '…'],
  ['nothing unread', makeState({ a: unread(0) }), ''],
  ['one', makeState({ a: unread(1) }), '1'],
  ['999', makeState({ a: unread(999) }), '999'],
  ['1000', makeState({ a: unread(1000) }), '1k'],
  ['1999', makeState({ a: unread(1999) }), '1k'],
  ['12345', makeState({ a: unread(12_345) }), '12k'],
  ['999999', makeState({ a: unread(999_999) }), '9k⁺'],
  ['100000', makeState({ a: unread(100_000) }), '9k⁺'],
  ['99999', makeState({ a: unread(99_999) }), '99k'],
  ['a million', makeState({ a: unread(1e6) }), '9k⁺'],
  ['a billion', makeState({ a: unread(1e9) }), '9k⁺'],
  ['an unreported count', makeState({ a: unread('unreported') }), ''],
  ['unread withheld, SMS known', makeState({ a: unread('withheld', { sms: 2 }) }), '2'],
  ['all withheld', makeState({ a: unread('withheld', { sms: 'withheld' }) }), '!'],
  ['unread withheld, SMS unreported', makeState({ a: unread('withheld') }), '!'],
  ['SMS', makeState({ a: unread(3, { sms: 2 }) }), '5'],
  ['SMS not counted', makeState({ a: unread(3, { sms: 2 }) }, { countSms: false }), '3'],
  ['SMS withheld', makeState({ a: unread(3, { sms: 'withheld' }) }), '3'],
  ['failing', makeState({ a: unread(12, { failure: offline }) }), '12?'],
  ['failing at 0', makeState({ a: unread(0, { failure: offline }) }), '?'],
  ['failing at 99', makeState({ a: unread(99, { failure: offline }) }), '99?'],
  ['failing at 999', makeState({ a: unread(999, { failure: offline }) }), '9⁺?'],
  ['failing at 1200', makeState({ a: unread(1200, { failure: offline }) }), '1k?'],
  ['failing at 12k', makeState({ a: unread(12_345, { failure: offline }) }), '9⁺?'],
  ['failing at 999k', makeState({ a: unread(999_999, { failure: offline }) }), '9⁺?'],
  ['failing without an answer', makeState({ a: neverAnswered(offline) }), '?'],
  ['signed out', makeState({ a: unread(12, { failure: signedOut }) }), '12!'],
  ['signed out at 123', makeState({ a: unread(123, { failure: signedOut }) }), '123!', '9⁺!'],
  ['signed out at 12k', makeState({ a: unread(12_345, { failure: signedOut }) }), '12k!', '9⁺!'],
  ['signed out without an answer', makeState({ a: neverAnswered(signedOut) }), '!'],
  ['two accounts', makeState({ a: unread(2), b: unread(3) }), '5'],
  ['two accounts, one failing', makeState({ a: unread(2), b: unread(3, { failure: offline }) }), '5?'],
  ['two accounts, one signed out', makeState({ a: unread(2), b: neverAnswered(signedOut) }), '2!'],
  [
    'an account signed out and one failing',
    makeState({ a: unread(1, { failure: offline }), b: unread(1, { failure: signedOut }) }),
    '2!',
  ],
  ['two accounts, one withheld', makeState({ a: unread(2), b: unread('withheld', { sms: 1 }) }), '3'],
  ['two accounts, one unreported', makeState({ a: unread(2), b: unread('unreported') }), '2'],
  ['two accounts, one unchecked', makeState({ a: unread(2), b: undefined }), '2'],
  ['two unchecked accounts', makeState({ a: undefined, b: undefined }), '…'],
  ['an account during its first check', makeState({ a: unread(0, { checkedAt: 0 }) }), '…'],
  ['no room', full(makeState({ a: unread(12) })), '12?'],
  ['no room, without an answer', full(makeState({ a: undefined })), '?'],
  ['no room, and no account', full(makeState({})), '+'],
  ['no room, and an account signed out', full(makeState({ a: unread(12, { failure: signedOut }) })), '12!'],
];

/** The state after the browser had no room to store the latest check. */
function full(state: State): State {
  return { ...state, storageFull: true };
}

test.each(STATES)('%s shows in 4 characters and in 3', (_what, state, text, narrow = text) => {
  expect(badgeFor(state, NOW, 4).text).toBe(text);
  expect(badgeFor(state, NOW, 3).text).toBe(narrow);
});

test('the mailbox of a removed account doesn’t count', () => {
  const state = { ...makeState({ a: unread(2) }), mailboxes: { a: unread(2), gone: unread(7) } };
  expect(badgeFor(state, NOW, 4).text).toBe('2');
});

test.each(EVERY_FAILURE)('the last known number stays after a failure ($kind)', failure => {
  expect(badgeFor(makeState({ a: unread(7, { failure }) }), NOW, 4).text).toMatch(/^7[?!]$/);
});

describe('every badge', () => {
  test.each(STATES)('is readable and short enough: %s', (_what, state) => {
    const { text, background, color } = badgeFor(state, NOW, 4);
    // Chromium shows a fourth character only if it is narrow.
    expect(text.replace('!', '').length).toBeLessThanOrEqual(3);
    expect(badgeFor(state, NOW, 3).text.length).toBeLessThanOrEqual(3);
    expect(contrast(background, color)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(STATES)('has a tooltip: %s', (_what, state) => {
    for (const language of ['en', 'fr'] as const) {
      const lines = badgeFor(state, NOW, 4).title.map(translateTo(language));
      const more = state.storageFull && state.accounts.length > 0 ? 1 : 0;
      expect(lines).toHaveLength(Math.max(1, state.accounts.length + more));
      for (const line of lines) expect(line).not.toMatch(/^$|\$|undefined|\[object/);
    }
  });
});

test('needs-you, failing and fine look different', () => {
  const looks = [unread(1), unread(1, { failure: offline }), unread(1, { failure: signedOut })].map(
    mailbox => badgeFor(makeState({ a: mailbox }), NOW, 4).background,
  );
  expect(new Set(looks).size).toBe(3);
});

test.each<[string, State, string]>([
  ['of no account', makeState({}), 'Facteur: add an account to get started'],
  ['of an unchecked account', makeState({ Home: undefined }), 'Home: not checked yet'],
  ['of a healthy account', makeState({ Home: unread(3, { sms: 1 }) }), 'Home: 3 unread e-mails, 1 SMS'],
  [
    'of an account with withheld counts',
    makeState({ Home: unread('withheld') }),
    'Home: counts kept private',
  ],
  [
    'of a failing account',
    makeState({ Home: unread(3, { failure: offline }) }),
    `Home: You are offline. Last known: 3 unread e-mails (checked [${new Date(NOW).toISOString()}])`,
  ],
  [
    'of an account whose service is refused',
    makeState({ Home: unread(3, { failure: { kind: 'service', code: 501 } }) }),
    `Home: The server refuses this service (code 501). Last known: 3 unread e-mails (checked [${new Date(NOW).toISOString()}])`,
  ],
  [
    'of a failing account without an answer',
    makeState({ Home: neverAnswered({ kind: 'http', status: 503 }) }),
    'Home: The server answered with error 503.',
  ],
  [
    'of two accounts',
    makeState({ Home: undefined, Work: unread('withheld') }),
    'Home: not checked yet\nWork: counts kept private',
  ],
  [
    'without room in the storage',
    full(makeState({ Home: undefined })),
    'Your browser has no storage left for Facteur.\nHome: not checked yet',
  ],
  [
    'of an account during its first check',
    makeState({ Home: makeMailbox({ checkedAt: 0 }) }),
    'Home: not checked yet',
  ],
])('the tooltip %s', (_what, state, title) => {
  expect(badgeFor(state, NOW, 4).title.map(t).join('\n')).toBe(title);
});

/** WCAG 2, contrast ratio of two `#rrggbb`. */
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [a, b].map(luminance).sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
