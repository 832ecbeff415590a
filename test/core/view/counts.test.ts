import { expect, test } from 'vitest';
import type { Count } from '../../../src/core/answer/answer';
import { countsText, totalCountsText } from '../../../src/core/view/counts';
import type { State } from '../../../src/core/view/state';
import { makeMailbox, makeState } from '../../make';
import { t, translateTo } from '../../translate';

test.each<[Count, Count, string]>([
  [0, 0, '0 unread e-mails, 0 SMS'],
  [1, 1, '1 unread e-mail, 1 SMS'],
  [3, 'unreported', '3 unread e-mails'],
  [3, 'withheld', '3 unread e-mails'],
  [1234, 2, '1,234 unread e-mails, 2 SMS'],
  ['withheld', 2, 'unread count kept private, 2 SMS'],
  ['withheld', 'withheld', 'counts kept private'],
  ['unreported', 2, '2 SMS'],
  ['unreported', 'withheld', 'counts kept private'],
  ['unreported', 'unreported', 'no counts available'],
])('%s unread and %s SMS are "%s"', (unread, sms, words) => {
  expect(t(countsText(unread, sms))).toBe(words);
});

test('French says 0 in the singular', () => {
  const french = translateTo('fr');
  expect(french(countsText(0, 'unreported'))).toBe('0 e-mail non lu');
  expect(french(countsText(2, 'unreported'))).toBe('2 e-mails non lus');
});

const unread = (count: Count, sms: Count = 'unreported') => makeMailbox({ unread: count, sms });

test.each<[string, State, string]>([
  ['no account', makeState({}), 'Facteur: add an account to get started'],
  ['an account never checked', makeState({ a: undefined }), 'not checked yet'],
  ['an account that never answered', makeState({ a: makeMailbox({ checkedAt: 0 }) }), 'not checked yet'],
  ['one account', makeState({ a: unread(3, 1) }), '3 unread e-mails, 1 SMS'],
  ['one account that withholds all', makeState({ a: unread('withheld') }), 'counts kept private'],
  ['two accounts', makeState({ a: unread(3, 1), b: unread(4) }), '7 unread e-mails, 1 SMS'],
  [
    'one that withholds beside one known',
    makeState({ a: unread('withheld'), b: unread(4) }),
    '4 unread e-mails',
  ],
  ['one never checked beside one known', makeState({ a: undefined, b: unread(4) }), '4 unread e-mails'],
])('the total of %s', (_what, state, words) => {
  expect(t(totalCountsText(state))).toBe(words);
});
