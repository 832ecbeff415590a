import type { Account } from '../../../src/core/account/account';
import { UNTIL_RESUMED } from '../../../src/core/account/pause';
import type { Message } from '../../../src/core/answer/answer';
import { MAIL_ACTIONS } from '../../../src/core/answer/api-vocabulary';
import type { Failure } from '../../../src/core/mailbox/failure';
import { type Mailbox, UNKNOWN_MAILBOX } from '../../../src/core/mailbox/mailbox';
import type { OutboxEntry, Refusal } from '../../../src/core/mailbox/outbox-entry';
import { NO_POLICY } from '../../../src/core/policy/policy';
import { DAYS } from '../../../src/core/settings/quiet-hours';
import { DEFAULT_SETTINGS } from '../../../src/core/settings/settings';
import type { State } from '../../../src/core/view/state';
import { Popup } from '../../../src/popup/Popup';
import type { PopupActions, PopupProps } from '../../../src/popup/props';
import { Unreadable } from '../../../src/ui/Unreadable';
import { FAILURE_OF } from '../../failures';
import { DAY, HOUR, MINUTE, makeAccount, makeMailbox, makeMessage, makeState, NOW } from '../../make';
import { STRANGE, THREE, TWENTY, TWO_HUNDRED } from './mails';
import { and, press, type Staged, type States, withLooks } from './staged';

const ACTIONS: PopupActions = {
  resume: () => {},
  checkNow: async () => {},
  openMail: () => {},
  mailOpened: () => {},
  openWebmail: () => {},
  openSettings: () => {},
  openAll: () => {},
  act: async () => {},
  undo: async () => {},
  dismissRefusals: async () => {},
  changeSettings: async () => {},
  copy: async () => {},
  snooze: async () => {},
  endQuietHours: async () => {},
  signIn: async () => {},
  visitPrivacyPage: async () => {},
  allowServer: () => {},
};

export function popup(
  state: State,
  actions: Partial<PopupActions> = {},
  act?: Staged['act'],
  seen?: PopupProps['seen'],
): Staged {
  return {
    view: scene => <Popup {...scene} state={state} actions={{ ...ACTIONS, ...actions }} seen={seen} />,
    ...(act && { act }),
  };
}

const pressKey = (key: string) => () =>
  and(() => document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));

const listing = (messages: Message[], change: Partial<Mailbox> = {}): Mailbox =>
  makeMailbox({ unread: messages.length, messages, checkedAt: NOW - 2 * MINUTE, ...change });

/** A mailbox whose first check failed. `stale` has two mails of an earlier check. */
const failing = (failure: Failure, change: Partial<Mailbox> = {}): Mailbox =>
  makeMailbox({ ...UNKNOWN_MAILBOX, attemptedAt: NOW, failures: 1, failure, ...change });
const stale = (failure: Failure): Mailbox =>
  listing(TWENTY.slice(4, 6), {
    checkedAt: NOW - 5 * HOUR,
    failures: 4,
    failure,
    retryAt: NOW + 23 * MINUTE,
  });

/** A server that lets Facteur do everything. */
const able = (messages: Message[], change: Partial<Mailbox> = {}): Mailbox =>
  listing(
    messages.map(message => ({ ...message, messageId: message.id })),
    { actions: [...MAIL_ACTIONS], ...change },
  );

const [FIRST = makeMessage('none')] = THREE;

const archived = (change: Partial<OutboxEntry> = {}): OutboxEntry => ({
  id: 'entry',
  action: 'archive',
  mails: [FIRST],
  at: NOW,
  ...change,
});

const refused = (change: Partial<Refusal> = {}): Refusal => ({
  action: 'archive',
  reason: 'no-folder',
  count: 1,
  subject: FIRST.subject,
  at: NOW,
  ...change,
});

const NIGHTS = { ...DEFAULT_SETTINGS, quietHours: [{ days: [...DAYS], from: '13:00', to: '07:30' }] };

const focusRow = (nth: number) => () =>
  and(() => document.querySelectorAll<HTMLElement>('.message')[nth]?.focus());

const openMenu =
  (nth: number): Staged['act'] =>
  () =>
    and(() => document.querySelectorAll<HTMLElement>('.more')[nth]?.click());

const WEB = { signInPage: 'https://mail.example/sign-in', webmail: 'https://mail.example/' };

function one(mailbox: Mailbox | undefined, change: Partial<Account> = {}): State {
  const account = makeAccount({ ...WEB, ...change });
  return { ...makeState({ home: mailbox }), accounts: [account] };
}

function several(mailboxes: Record<string, Mailbox | undefined>): State {
  const state = makeState(mailboxes);
  return { ...state, accounts: state.accounts.map(account => ({ ...account, webmail: WEB.webmail })) };
}

/** The first account is paused. */
function withPause(state: State, pausedUntil: number): State {
  return {
    ...state,
    accounts: state.accounts.map((account, index) => (index === 0 ? { ...account, pausedUntil } : account)),
  };
}

const PAGE = 'https://privacy.example/';

/** Every look of the popup, in the gallery's order. A new look has to be added here. */
export const POPUP_STATES: States = {
  'first run': popup(makeState({})),
  'first check': popup(one(undefined)),

  'all read': popup(one(makeMailbox())),
  '1 mail': popup(one(listing(THREE.slice(0, 1)))),
  'webmail unknown': popup(one(listing(THREE), { webmail: '' }), {}, pressKey('?')),
  '3 mails': popup(one(listing(THREE))),
  '20 mails': popup(one(listing(TWENTY, { unread: 57, sms: 2 }))),
  '200 mails': popup(one(listing(TWO_HUNDRED))),
  'strange mails': popup(one(listing(STRANGE))),
  'several accounts': popup(
    several({
      Home: listing(THREE),
      Work: stale(FAILURE_OF.timeout),
      'Société pour l’encouragement des associations de quartier': failing(FAILURE_OF.account),
      Club: undefined,
    }),
  ),
  'several accounts, one paused': popup(
    withPause(several({ Home: listing(THREE), Work: listing(TWENTY) }), NOW + HOUR),
  ),
  paused: popup(withPause(one(listing(THREE)), UNTIL_RESUMED)),
  checking: popup(one(listing(THREE)), { checkNow: () => new Promise(() => {}) }, ({ t }) =>
    press(t('checkNow')),
  ),

  'new since last time': popup(one(listing(THREE)), {}, undefined, {
    home: { ids: THREE.slice(1).map(({ id }) => id) },
  }),

  'small text': popup(withLooks(one(listing(TWENTY)), { textSize: 'small' })),
  'large text': popup(withLooks(one(listing(TWENTY, { unread: 57, sms: 2 })), { textSize: 'large' })),
  'large text, several accounts': popup(
    withLooks(several({ Home: listing(THREE), Work: stale(FAILURE_OF.timeout) }), { textSize: 'large' }),
  ),
  'large text, menu of a row': popup(withLooks(one(able(THREE)), { textSize: 'large' }), {}, openMenu(0)),
  'large text, keys': popup(withLooks(one(able(THREE)), { textSize: 'large' }), {}, pressKey('?')),
  'light theme': popup(withLooks(one(listing(THREE)), { theme: 'light' })),
  'dark theme': popup(withLooks(one(listing(THREE)), { theme: 'dark' })),

  'row with buttons': popup(one(able(THREE)), {}, focusRow(1)),
  'row with buttons, menu only': popup(one(listing(THREE)), {}, focusRow(0)),
  'menu of a row': popup(one(able(THREE)), {}, openMenu(0)),
  'menu of the last row': popup(one(able(TWENTY.slice(0, 5))), {}, openMenu(4)),
  'several accounts, able': popup(
    several({
      Home: able(THREE),
      'Société pour l’encouragement des associations de quartier': able(TWENTY.slice(4), { unread: 57 }),
    }),
    {},
    focusRow(0),
  ),
  'archived, undo': popup(one(able(THREE.slice(1), { lastAction: archived() }))),
  'all marked as read, undo': popup(
    one(able([], { lastAction: archived({ action: 'markAllRead', mails: THREE, count: 57 }) })),
  ),
  'sender muted, undo': popup(one(able(THREE)), {}, async () => {
    await focusRow(1)();
    await pressKey('m')();
  }),
  'action refused': popup(one(able(THREE, { refusals: [refused()] }))),
  'actions refused': popup(
    one(
      able(THREE, {
        refusals: [refused(), refused({ action: 'markAllRead', reason: 'unreachable', count: 12 })],
      }),
    ),
  ),
  'actions waiting': popup(
    one({
      ...able(THREE.slice(1), { outbox: [archived(), archived({ id: 'other' })], lastAction: archived() }),
      failures: 2,
      failure: FAILURE_OF.offline,
    }),
  ),
  'large text, row and undo': popup(
    {
      ...one(able(TWENTY.slice(1), { unread: 57, lastAction: archived() })),
      settings: { ...DEFAULT_SETTINGS, textSize: 'large' },
    },
    {},
    focusRow(1),
  ),
  'keys, able': popup(one(able(THREE)), {}, pressKey('?')),

  'quiet hours ended': popup({
    ...one(listing(THREE)),
    settings: NIGHTS,
    quietEndedUntil: NOW + 18 * HOUR,
  }),
  snoozed: popup({ ...one(listing(THREE)), snoozedUntil: NOW + HOUR }),
  'quiet hours': popup({
    ...one(listing(THREE)),
    settings: NIGHTS,
  }),
  'quiet always': popup({
    ...one(listing(THREE)),
    settings: { ...DEFAULT_SETTINGS, quietHours: [{ days: [...DAYS], from: '00:00', to: '00:00' }] },
  }),
  'choosing a snooze': popup(one(listing(THREE)), {}, pressKey('s')),
  'snoozed, choosing': popup({ ...one(listing(THREE)), snoozedUntil: NOW + HOUR }, {}, pressKey('s')),
  keys: popup(one(listing(THREE)), {}, pressKey('?')),

  offline: popup(one(failing(FAILURE_OF.offline))),
  'offline, with old mail': popup(one({ ...stale(FAILURE_OF.offline), retryAt: NOW })),
  'failing, next try known': popup(one(failing(FAILURE_OF['server-error'], { retryAt: NOW + 9 * MINUTE }))),
  'failing, with old mail': popup(one(stale(FAILURE_OF.network))),
  'gateway not running': popup(
    one(stale(FAILURE_OF.network), { endpoint: 'http://127.0.0.1:8337/PersonalMessages/V2' }),
  ),
  'failing, not understood': popup(
    one(failing({ kind: 'internal', code: 501 }, { failing: { since: NOW - HOUR, times: 5, same: 5 } })),
  ),
  'failing for days': popup(one({ ...stale(FAILURE_OF['web-page']), checkedAt: NOW - 3 * DAY })),
  'needs you: sign in': popup(one(failing(FAILURE_OF['signed-out']))),
  'needs you: first sign-in': popup(one(failing(FAILURE_OF['signed-out']), { token: '' })),
  'needs you: refused account': popup(one(failing(FAILURE_OF.account), { signInPage: '' })),
  'needs you: refused service': popup(
    one({ ...stale(FAILURE_OF.service), retryAt: NOW + 9 * MINUTE }, { serviceId: 'shop' }),
  ),
  'needs you: permission': popup(one(failing(FAILURE_OF.permission))),
  'needs you: privacy': popup(one(failing(FAILURE_OF.privacy))),
  'sign-in was cancelled': popup({
    ...one(failing(FAILURE_OF['signed-out'])),
    visits: { home: { problem: { kind: 'cancelled' }, at: NOW } },
  }),
  'sign-in window open': popup(
    one(failing(FAILURE_OF['signed-out'])),
    { signIn: () => new Promise(() => {}) },
    ({ t }) => press(t('signIn')),
  ),
  'storage full': popup({ ...one(listing(THREE)), storageFull: true }),
  unreadable: { view: ({ t }) => <Unreadable t={t} /> },
  'snooze not stored': popup(
    { ...one(listing(THREE)), snoozedUntil: NOW + HOUR },
    { snooze: () => Promise.reject(new Error('no room')) },
    ({ t }) => press(t('endSnooze')),
  ),

  // Withheld by the user, or not reported by the server.
  'withheld list': popup(one(makeMailbox({ unread: 5, messages: 'withheld', dashboard: PAGE }))),
  'withheld list, none unread': popup(one(makeMailbox({ messages: 'withheld', dashboard: PAGE }))),
  'withheld counts': popup(
    one(makeMailbox({ unread: 'withheld', sms: 'withheld', messages: 'withheld', dashboard: PAGE })),
  ),
  unreported: popup(one(makeMailbox({ unread: 'unreported', messages: 'unreported' }))),
  'all read, none listed': popup(one(makeMailbox({ messages: 'unreported' }))),
  'withheld number, empty list': popup(
    one(makeMailbox({ unread: 'withheld', sms: 2, messages: [], dashboard: PAGE })),
  ),
  'unread, none listed': popup(one(makeMailbox({ unread: 4 }))),
  'SMS only': popup(one(makeMailbox({ unread: 'unreported', sms: 3, messages: 'unreported' }))),

  managed: popup({
    ...one(failing(FAILURE_OF['signed-out']), { id: 'managed:1', name: 'Corp', token: '' }),
    policy: { ...NO_POLICY, locked: ['accounts', 'checkEvery'] },
  }),
};
