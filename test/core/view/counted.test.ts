import { describe, expect, test } from 'vitest';
import type { Account } from '../../../src/core/account/account';
import { UNTIL_RESUMED } from '../../../src/core/account/pause';
import type { Mailbox } from '../../../src/core/mailbox/mailbox';
import type { Settings } from '../../../src/core/settings/settings';
import { ageText } from '../../../src/core/view/age';
import { badgeFor } from '../../../src/core/view/badge';
import { type State, unreadEmails } from '../../../src/core/view/state';
import { statusTexts } from '../../../src/core/view/status';
import { seenAfter } from '../../../src/core/view/unseen';
import { HOUR, makeMailbox, makeMessage, makeState, NOW } from '../../make';
import { t } from '../../translate';

const spam = makeMessage('spam', { from: { name: 'Shop', address: 'ads@shop.example' } });
const offer = makeMessage('offer', { subject: 'A special offer' });
const mails = [makeMessage('b'), spam, offer, makeMessage('a')];
const list = makeMailbox({ unread: 6, messages: mails });

function state(
  account: Partial<Account>,
  change: Partial<State> = {},
  settings: Partial<Settings> = {},
): State {
  const made = makeState({ home: list, work: makeMailbox({ unread: 10 }) }, settings);
  const [home, ...others] = made.accounts;
  return { ...made, accounts: home ? [{ ...home, ...account }, ...others] : [], ...change };
}
const badge = (it: State) => badgeFor(it, NOW, 4);
const status = (it: State) => statusTexts(it, NOW).map(t);

describe('muted mail that is listed', () => {
  const muted: Partial<Settings> = { mutedSenders: ['@shop.example'], mutedWords: ['offer'] };

  test('is counted, unless the settings say otherwise', () => {
    expect(badge(state({}, {}, muted)).text).toBe('16');
    const left = state({}, {}, { ...muted, countMuted: false });
    expect(badge(left).text).toBe('14');
    expect(badge(left).title.map(t)[0]).toBe('home: 4 unread e-mails');
    expect(status(left)[0]).toBe('14 unread e-mails');
  });

  test('never makes a number of what is no number, nor less than 0', () => {
    const settings = { ...makeState({}, { ...muted, countMuted: false }).settings };
    const counted = (change: Partial<Mailbox>) => unreadEmails({ ...list, ...change }, settings);
    expect(counted({ unread: 'withheld' })).toBe('withheld');
    expect(counted({ unread: 1 })).toBe(0);
    expect(counted({ messages: 'withheld' })).toBe(6);
  });
});

describe('the badge of an account', () => {
  const seenBefore = seenAfter(
    undefined,
    makeState({ home: makeMailbox({ unread: 3, sms: 2, messages: mails.slice(2) }) }),
  );

  test('counts unread mail, nothing, or what is new since the popup was last open', () => {
    expect(badge(state({ badge: 'unread' }, { seen: seenBefore })).text).toBe('16');
    expect(badge(state({ badge: 'none' }, { seen: seenBefore })).text).toBe('10');
    expect(badge(state({ badge: 'new' }, { seen: seenBefore })).text).toBe('12');
  });

  test('counts everything as new before the popup was first open', () => {
    expect(badge(state({ badge: 'new' })).text).toBe('16');
  });

  test('counts new SMS, and no new mail that is muted and not counted', () => {
    const home = { ...list, sms: 5 };
    const its = state(
      { badge: 'new' },
      { seen: seenBefore, mailboxes: { home } },
      { mutedSenders: ['Shop'], countMuted: false },
    );
    expect(badge(its).text).toBe('4');
    expect(badge({ ...its, settings: { ...its.settings, countSms: false } }).text).toBe('1');
  });

  test('says all the same how much is unread', () => {
    expect(badge(state({ badge: 'none' })).title.map(t)[0]).toBe('home: 6 unread e-mails');
  });
});

describe('a paused account', () => {
  const paused = { pausedUntil: NOW + HOUR };

  test('isn’t counted, and the tooltip says until when it is paused', () => {
    expect(badge(state(paused))).toMatchObject({ text: '10', icon: 'unread' });
    expect(badge(state(paused)).title.map(t)[0]).toMatch(/^home: Paused until /);
    expect(status(state(paused))).toEqual(['10 unread e-mails']);
  });

  test('hides no problem of another account, and shows none of its own', () => {
    const failing = makeMailbox({ failure: { kind: 'account', code: 103 } });
    expect(badge(state(paused, { mailboxes: { home: failing, work: list } })).text).toBe('6');
    expect(badge(state(paused, { mailboxes: { home: list, work: failing } })).icon).toBe('needs-you');
    expect(status(state(paused, { mailboxes: { home: failing, work: list } }))).toHaveLength(1);
  });

  test('shows a moon if all accounts are paused, and the tooltip says so', () => {
    const all = state({}, {});
    const rests = { ...all, accounts: all.accounts.map(it => ({ ...it, pausedUntil: UNTIL_RESUMED })) };
    expect(badge(rests)).toMatchObject({ text: '', icon: 'snoozed' });
    expect(badge(rests).title.map(t)).toEqual(['home: Paused', 'work: Paused']);
    expect(badge({ ...rests, storageFull: true }).icon).toBe('failing');
    expect(status(rests)).toEqual(['Paused']);
    expect(ageText(rests, NOW, 'en')).toBeUndefined();
    expect(status({ ...rests, accounts: rests.accounts.slice(0, 1) })).toEqual(['Paused']);
  });
});
