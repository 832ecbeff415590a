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

/** Each with what a badge of 4 characters shows, and one of 3 where that differs. */
const STATES: [what: string, state: State, text: string, narrow?: string][] = [
  ['no account', makeState({}), '+'],
  ['an account never checked', makeState({ a: undefined }), '…'],
  ['nothing unread', makeState({ a: unread(0) }), ''],
  ['one', makeState({ a: unread(1) }), '1'],
  ['999', makeState({ a: unread(999) }), '999'],
  ['1000', makeState({ a: unread(1000) }), '1k'],
  ['1999', makeState({ a: unread(1999) }), '1k'],
  ['12345', makeState({ a: unread(12_345) }), '12k'],
  ['999999', makeState({ a: unread(999_999) }), '999k', '9k⁺'],
  ['100000', makeState({ a: unread(100_000) }), '100k', '9k⁺'],
  ['99999', makeState({ a: unread(99_999) }), '99k'],
  ['a million', makeState({ a: unread(1e6) }), '99k⁺', '9k⁺'],
  ['a billion', makeState({ a: unread(1e9) }), '99k⁺', '9k⁺'],
  ['the count unreported', makeState({ a: unread('unreported') }), ''],
  ['the unread withheld, SMS known', makeState({ a: unread('withheld', { sms: 2 }) }), '2'],
  ['all withheld', makeState({ a: unread('withheld', { sms: 'withheld' }) }), '!'],
  ['unread withheld, SMS unreported', makeState({ a: unread('withheld') }), '!'],
  ['SMS', makeState({ a: unread(3, { sms: 2 }) }), '5'],
  ['SMS that do not count', makeState({ a: unread(3, { sms: 2 }) }, { countSms: false }), '3'],
  ['SMS withheld', makeState({ a: unread(3, { sms: 'withheld' }) }), '3'],
  ['failing', makeState({ a: unread(12, { failure: offline }) }), '12?'],
  ['failing at 0', makeState({ a: unread(0, { failure: offline }) }), '?'],
  ['failing at 99', makeState({ a: unread(99, { failure: offline }) }), '99?'],
  ['failing at 999', makeState({ a: unread(999, { failure: offline }) }), '999?', '9⁺?'],
  ['failing at 1200', makeState({ a: unread(1200, { failure: offline }) }), '1k?'],
  ['failing at 12k', makeState({ a: unread(12_345, { failure: offline }) }), '12k?', '9⁺?'],
  ['failing at 999k', makeState({ a: unread(999_999, { failure: offline }) }), '9k⁺?', '9⁺?'],
  ['failing from the first', makeState({ a: neverAnswered(offline) }), '?'],
  ['signed out', makeState({ a: unread(12, { failure: signedOut }) }), '12!'],
  ['signed out at 123', makeState({ a: unread(123, { failure: signedOut }) }), '123!', '9⁺!'],
  ['signed out from the first', makeState({ a: neverAnswered(signedOut) }), '!'],
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
  ['two accounts, one never checked', makeState({ a: unread(2), b: undefined }), '2'],
  ['two accounts never checked', makeState({ a: undefined, b: undefined }), '…'],
  ['an account whose first check is under way', makeState({ a: unread(0, { checkedAt: 0 }) }), '…'],
  ['no room', full(makeState({ a: unread(12) })), '12?'],
  ['no room from the first', full(makeState({ a: undefined })), '?'],
  ['no room, and no account', full(makeState({})), '+'],
  ['no room, and an account signed out', full(makeState({ a: unread(12, { failure: signedOut }) })), '12!'],
];

/** The state where the browser has no room to store what the latest check told. */
function full(state: State): State {
  return { ...state, storageFull: true };
}

test.each(STATES)('%s shows in 4 characters and in 3', (_what, state, text, narrow = text) => {
  expect(badgeFor(state, NOW, 4).text).toBe(text);
  expect(badgeFor(state, NOW, 3).text).toBe(narrow);
});

test('a mailbox left over from an account that is gone counts for nothing', () => {
  const state = { ...makeState({ a: unread(2) }), mailboxes: { a: unread(2), gone: unread(7) } };
  expect(badgeFor(state, NOW, 4).text).toBe('2');
});

test.each(EVERY_FAILURE)('whatever fails ($kind), the number last known stays', failure => {
  expect(badgeFor(makeState({ a: unread(7, { failure }) }), NOW, 4).text).toMatch(/^7[?!]$/);
});

describe('every badge', () => {
  test.each(STATES)('is readable and no longer than the browser shows: %s', (_what, state) => {
    const { text, background, color } = badgeFor(state, NOW, 4);
    expect(text.length).toBeLessThanOrEqual(4);
    expect(badgeFor(state, NOW, 3).text.length).toBeLessThanOrEqual(3);
    expect(contrast(background, color)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(STATES)('has a title in words: %s', (_what, state) => {
    for (const language of ['en', 'fr'] as const) {
      const lines = badgeFor(state, NOW, 4).title.map(translateTo(language));
      const more = state.storageFull && state.accounts.length > 0 ? 1 : 0;
      expect(lines).toHaveLength(Math.max(1, state.accounts.length + more));
      for (const line of lines) expect(line).not.toMatch(/^$|\$|undefined|\[object/);
    }
  });
});

test('what needs the user, what fails, and what is fine look different', () => {
  const looks = [unread(1), unread(1, { failure: offline }), unread(1, { failure: signedOut })].map(
    mailbox => badgeFor(makeState({ a: mailbox }), NOW, 4).background,
  );
  expect(new Set(looks).size).toBe(3);
});

test.each<[string, State, string]>([
  ['of no account', makeState({}), 'Facteur: add an account to get started'],
  ['of an account never checked', makeState({ Home: undefined }), 'Home: not checked yet'],
  ['of an account that is fine', makeState({ Home: unread(3, { sms: 1 }) }), 'Home: 3 unread e-mails, 1 SMS'],
  ['of an account that withholds all', makeState({ Home: unread('withheld') }), 'Home: counts kept private'],
  [
    'of an account that fails',
    makeState({ Home: unread(3, { failure: offline }) }),
    `Home: You are offline. Last known: 3 unread e-mails (checked [${new Date(NOW).toISOString()}])`,
  ],
  [
    'of an account that never answered',
    makeState({ Home: neverAnswered({ kind: 'http', status: 503 }) }),
    'Home: The server answered with error 503.',
  ],
  [
    'of two accounts',
    makeState({ Home: undefined, Work: unread('withheld') }),
    'Home: not checked yet\nWork: counts kept private',
  ],
  [
    'where there is no room',
    full(makeState({ Home: undefined })),
    'Your browser has no storage left for Facteur.\nHome: not checked yet',
  ],
  [
    'of an account whose first check is under way',
    makeState({ Home: makeMailbox({ checkedAt: 0 }) }),
    'Home: not checked yet',
  ],
])('the title %s', (_what, state, title) => {
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
