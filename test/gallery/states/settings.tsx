import { useState } from 'preact/hooks';
import type { GatewayFacts } from '../../../src/core/account/gateway-facts';
import type { CheckEntry } from '../../../src/core/mailbox/check-log';
import { parsePolicy } from '../../../src/core/policy/parse-policy';
import { settingsOf } from '../../../src/core/policy/policy';
import { accountsOf } from '../../../src/core/policy/presets';
import { type BrowserFacts, diagnose } from '../../../src/core/view/diagnostics';
import type { State } from '../../../src/core/view/state';
import { readBackupFile } from '../../../src/options/backup/import-backup';
import { Options } from '../../../src/options/Options';
import type { OptionsActions, OptionsProps } from '../../../src/options/props';
import type { SoundActions } from '../../../src/options/sound/sounds';
import { Unreadable } from '../../../src/ui/Unreadable';
import { FAILURE_OF } from '../../failures';
import { HOUR, MINUTE, makeAccount, makeMailbox, makeState, NOW } from '../../make';
import { and, press, type Scene, type Staged, type States, withLooks } from './staged';

const ACTIONS: OptionsActions = {
  saveAccount: async () => ({ kind: 'saved' }),
  signIn: async () => {},
  signOut: async () => {},
  visitPrivacyPage: async () => {},
  removeAccount: async () => {},
  restoreAccount: async () => {},
  endRemoval: () => {},
  tryAccount: async () => ({ kind: 'works', unread: 3, sms: 1 }),
  changeSettings: async () => {},
  changeAccount: async () => {},
  placeAccount: async () => {},
  testNotification: async () => 'shown',
  snooze: async () => {},
  endSnooze: async () => {},
  quietAgain: async () => {},
  allowHost: async () => {},
  openShortcuts: async () => {},
  knock: async () => undefined,
  connect: async () => ({ kind: 'connected' }),
  connectDemo: async () => ({ kind: 'connected' }),
  endFirstRun: async () => {},
  setSync: async () => {},
  exportBackup: async () => 'facteur-2026-11-23.json',
  readBackup: readBackupFile,
  importBackup: async () => {},
  resetSettings: async () => {},
  copy: async () => {},
};

const FACTS: BrowserFacts = {
  browser: 'Firefox 153.0',
  version: '0.1.0',
  system: 'linux x86-64',
  language: 'en-GB',
  permissions: ['alarms', 'contextMenus', 'idle', 'notifications', 'storage'],
  hosts: ['https://api.example/*'],
  alarms: [{ name: 'check-mail', at: NOW + MINUTE, period: 5 }],
  localBytes: 12_345,
};

const SOUNDS: SoundActions = {
  play: async () => {},
  keepOwn: async () => undefined,
  removeOwn: async () => {},
};

interface Change {
  actions?: Partial<OptionsActions>;
  openForm?: string;
  props?: Partial<OptionsProps>;
  checks?: readonly CheckEntry[];
  facts?: Partial<BrowserFacts>;
  act?: Staged['act'];
}

export function settings(
  state: State,
  { actions, openForm, props, checks, facts, act }: Change = {},
): Staged {
  return {
    view: scene => (
      <Options
        {...scene}
        state={state}
        actions={{ ...ACTIONS, ...actions }}
        openForm={openForm}
        diagnostics={diagnose(
          { ...FACTS, ...facts },
          state,
          true,
          checks ?? [],
          { chosen: 5 * MINUTE, phase: 0 },
          NOW,
        )}
        firstRun="over"
        pinHint={undefined}
        canStay
        blindWebmails={[]}
        shortcuts={[]}
        sounds={SOUNDS}
        ownSound={undefined}
        {...props}
      />
    ),
    ...(act && { act }),
  };
}

const home = makeAccount({
  token: 'hushed-token-1234',
  signInPage: 'https://login.example/',
  webmail: 'https://mail.example/',
  servicePassword: 'hushed',
});
const oneAccount: State = {
  ...makeState({ home: makeMailbox({ unread: 3, sms: 1, checkedAt: NOW - 2 * MINUTE }) }),
  accounts: [home],
};
const LONG_NAME = 'Société pour l’encouragement des associations de quartier et de leurs amis';
const PRIVACY = 'https://privacy.example/';

const severalWithProblems: State = {
  ...makeState({
    work: makeMailbox({ failure: FAILURE_OF['signed-out'], checkedAt: 0 }),
    club: makeMailbox({ failure: FAILURE_OF.privacy, checkedAt: NOW - 5 * HOUR }),
    club2: makeMailbox({ failure: FAILURE_OF['server-error'], checkedAt: NOW - HOUR }),
    fresh: undefined,
  }),
  accounts: [
    makeAccount({ id: 'work', name: 'Work', token: '', signInPage: 'https://login.example/' }),
    makeAccount({ id: 'club', name: 'Club', endpoint: `https://${'long.'.repeat(14)}example/messages` }),
    makeAccount({ id: 'club2', name: LONG_NAME }),
    makeAccount({ id: 'fresh', name: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerk' }),
  ],
  visits: { work: { problem: { kind: 'refused', code: 'access_denied' }, at: NOW } },
};

const FOLDERS = [
  { name: 'INBOX', emails: 120, unread: 3 },
  { name: 'Listes/Associations de quartier et leurs amis', emails: 4012, unread: 250 },
  { name: 'العمل', emails: 40, unread: 0 },
  { name: 'Spam', emails: 'unreported' as const, unread: 'unreported' as const },
];

const coloured: State = {
  ...makeState({
    home: makeMailbox({ unread: 3, sms: 1 }),
    work: makeMailbox({ unread: 12 }),
    club: makeMailbox({ unread: 0, checkedAt: NOW - 20 * MINUTE }),
  }),
  accounts: [
    home,
    makeAccount({ id: 'work', name: 'Work', colour: '5', pausedUntil: NOW + 2 * HOUR }),
    makeAccount({ id: 'club', name: LONG_NAME, colour: '2' }),
  ],
};

/** The page without the account that was removed there. */
function Removing({ scene }: { scene: Scene }) {
  const [accounts, setAccounts] = useState(coloured.accounts);
  const removeAccount = async (accountId: string) =>
    setAccounts(accounts.filter(({ id }) => id !== accountId));
  return settings({ ...coloured, accounts }, { actions: { removeAccount } }).view(scene);
}

/** A state with the user's own accounts under an organisation's policy. */
function under(raw: object, own = [home]): State {
  const policy = parsePolicy(raw);
  const accounts = accountsOf(own, policy);
  return {
    ...makeState({}),
    accounts,
    mailboxes: Object.fromEntries(accounts.map(({ id }) => [id, makeMailbox({ unread: 2 })])),
    settings: settingsOf({ checkEvery: 30 }, policy),
    policy,
  };
}

const CORP = {
  name: 'Corp',
  apiAddress: 'https://mail.corp.example/api',
  signInPage: 'https://mail.corp.example/sign-in',
};

function send(values: Record<string, string>): Promise<void> {
  return and(() => {
    for (const [name, value] of Object.entries(values)) {
      const input = document.querySelector<HTMLInputElement>(`form [name="${name}"]`);
      if (!input) throw new Error(`no field ${name}`);
      input.value = value;
    }
    document.querySelector('form')?.requestSubmit();
  });
}

const GATEWAY: GatewayFacts = {
  apiAddress: 'http://127.0.0.1:8337/PersonalMessages/V2',
  signInPage: 'http://127.0.0.1:8337/sign-in',
  demo: 'http://127.0.0.1:8337/sign-in?demo=1',
  onlyDemo: false,
};

const SOUND = { name: 'Home', endpoint: 'https://api.example/messages', token: 'abc' };

/** Every look of the settings page. A new look has to be added here. */
export const SETTINGS_STATES: States = {
  'first run': settings(makeState({})),
  'one account': settings(oneAccount),
  'several with problems': settings(severalWithProblems),
  'privacy problem': settings({
    ...makeState({ home: makeMailbox({ failure: FAILURE_OF.privacy, dashboard: PRIVACY }) }),
    accounts: [home],
  }),

  'all set': settings(
    {
      ...oneAccount,
      snoozedUntil: NOW + HOUR,
      settings: {
        ...oneAccount.settings,
        quietHours: [
          { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '22:00', to: '07:30' },
          { days: ['sat', 'sun'], from: '00:00', to: '00:00' },
        ],
        vips: [{ sender: 'maman@example.com', sound: 'bell' }, { sender: `${LONG_NAME}` }],
        mutedSenders: ['@promotions.example', 'newsletter-of-the-week@a-rather-long-host-name.example'],
        sound: 'own',
        remindAfter: 30,
      },
    },
    {
      props: { ownSound: 'my very own chime, recorded at the seaside.ogg', blindWebmails: [home.webmail] },
      checks: [
        { at: NOW - HOUR, duration: 240, accountId: 'home', outcome: 'ok' },
        { at: NOW - 30 * MINUTE, duration: 20_000, accountId: 'home', outcome: 'timeout' },
        { at: NOW - 20 * MINUTE, duration: 130, accountId: 'home', outcome: 'server-error', code: 503 },
        { at: NOW - 2 * MINUTE, duration: 90, accountId: 'home', outcome: 'unchanged' },
      ],
    },
  ),
  'small text': settings(withLooks(oneAccount, { textSize: 'small' })),
  'large text': settings(withLooks(oneAccount, { textSize: 'large' })),
  'light theme': settings(withLooks(oneAccount, { theme: 'light' })),
  'dark theme': settings(withLooks(oneAccount, { theme: 'dark' })),
  'first steps: connect': settings(makeState({}), { props: { firstRun: 'unseen' } }),
  'first steps: gateway found': settings(makeState({}), {
    props: { firstRun: 'begun' },
    actions: { knock: async () => GATEWAY },
    act: () => shown('.gateway'),
  }),
  'first steps: only the demo': settings(makeState({}), {
    props: { firstRun: 'begun' },
    actions: { knock: async () => ({ ...GATEWAY, onlyDemo: true }) },
    act: () => shown('.gateway'),
  }),
  'first steps: form open': settings(makeState({}), { props: { firstRun: 'begun' }, openForm: 'new' }),
  'first steps: sign in': settings(
    {
      ...makeState({ home: makeMailbox({ failure: FAILURE_OF['signed-out'], checkedAt: 0 }) }),
      accounts: [{ ...home, token: '' }],
    },
    { props: { firstRun: 'begun' } },
  ),
  'first steps: allow': settings(
    {
      ...makeState({ home: makeMailbox({ failure: FAILURE_OF.permission, checkedAt: 0 }) }),
      accounts: [home],
    },
    { props: { firstRun: 'begun' } },
  ),
  'first steps: done': settings(oneAccount, { props: { firstRun: 'begun' } }),
  'first steps: not pinned in Chrome': settings(oneAccount, {
    props: { firstRun: 'begun', pinHint: 'pinHintChrome' },
  }),
  'first steps: not pinned in Firefox': settings(oneAccount, {
    props: { firstRun: 'begun', pinHint: 'pinHintFirefox' },
  }),

  'form open': settings(makeState({}), { openForm: 'new' }),
  'form open, gateway found': settings(oneAccount, {
    openForm: 'new',
    actions: { knock: async () => GATEWAY },
    act: () => shown('.gateway'),
  }),
  'gateway found, sign-in cancelled': settings(oneAccount, {
    openForm: 'new',
    actions: {
      knock: async () => GATEWAY,
      connect: async () => ({ kind: 'not-signed-in', problem: { kind: 'cancelled' }, facts: GATEWAY }),
    },
    act: async ({ t }) => {
      await shown('.gateway');
      await press(t('connect'));
    },
  }),
  'form, Advanced open': settings(makeState({}), {
    openForm: 'new',
    act: () => clickFirst('.account-form summary'),
  }),
  'form, no address': settings(makeState({}), {
    openForm: 'new',
    act: () => send({ gateway: 'me@example.org' }),
  }),
  'form, no gateway': settings(makeState({}), {
    openForm: 'new',
    actions: { connect: async () => ({ kind: 'no-gateway' }) },
    act: () => send({ gateway: 'api.example.org/PersonalMessages/V2' }),
  }),
  'form, gateway unreachable': settings(makeState({}), {
    openForm: 'new',
    actions: { connect: async () => ({ kind: 'unreachable' }) },
    act: () => send({ gateway: 'mail.example.org' }),
  }),
  'form of an account': settings(oneAccount, { openForm: 'home:webmail' }),
  'form with problems': settings(makeState({}), {
    openForm: 'new',
    act: () =>
      send({
        name: '',
        endpoint: 'http://mail.example/api',
        token: 'two words',
        signInPage: 'nonsense',
        webmail: 'mail',
        serviceId: 'a:b',
      }),
  }),
  'form, token refused': settings(makeState({}), {
    openForm: 'new',
    actions: { saveAccount: async () => ({ kind: 'refused', failure: FAILURE_OF.account }) },
    act: () => send(SOUND),
  }),
  'form, token unchecked': settings(makeState({}), {
    openForm: 'new',
    actions: { saveAccount: async () => ({ kind: 'unchecked', failure: FAILURE_OF.timeout }) },
    act: () => send(SOUND),
  }),

  'trial works': settings(oneAccount, { act: ({ t }) => press(t('test')) }),
  'trial failed': settings(oneAccount, {
    actions: { tryAccount: async () => ({ kind: 'failed', failure: FAILURE_OF['not-found'] }) },
    act: ({ t }) => press(t('test')),
  }),
  'trial under way': settings(oneAccount, {
    actions: { tryAccount: () => new Promise(() => {}) },
    act: ({ t }) => press(t('test')),
  }),
  removed: {
    view: scene => <Removing scene={scene} />,
    act: ({ t }) => press(t('remove'), 1),
  },
  'own settings of an account': settings(
    {
      ...oneAccount,
      mailboxes: { home: makeMailbox({ unread: 3, sms: 1, folders: FOLDERS }) },
      accounts: [{ ...home, folders: ['INBOX', FOLDERS[2]?.name ?? ''], badge: 'new', checkEvery: 30 }],
    },
    { act: () => clickFirst('.account-settings summary') },
  ),
  'several with colours, one paused': settings(coloured),
  'own settings, paused': settings(coloured, {
    act: () => clickFirst('li:nth-child(2) .account-settings summary'),
  }),
  'rules with words': settings(
    {
      ...oneAccount,
      settings: {
        ...oneAccount.settings,
        vips: [{ sender: 'Ahmed Ben Salah <ahmed.ben.salah@example.com>' }],
        vipWords: ['facture', 'تقرير أسبوعي'],
        mutedSenders: [`${LONG_NAME} <bulletin@associations.example>`],
        mutedWords: ['unsubscribe', 'ne pas répondre à ce message automatique'],
        countMuted: false,
      },
    },
    {
      actions: { changeSettings: () => new Promise(() => {}) },
      act: () => clickFirst('#senders ~ .card fieldset:nth-of-type(2) .remove'),
    },
  ),
  'setting saved': settings(oneAccount, { act: () => clickFirst('input[type=checkbox]') }),
  'notifications blocked': settings(oneAccount, {
    facts: { notificationsBlocked: true },
    actions: { testNotification: async () => 'blocked' },
    act: ({ t }) => press(t('testNotification')),
  }),
  unreadable: { view: ({ t }) => <Unreadable t={t} /> },
  'setting not saved': settings(oneAccount, {
    actions: { changeSettings: async () => Promise.reject(new Error('no room')) },
    act: () => clickFirst('input[type=checkbox]'),
  }),

  'import?': settings(oneAccount, {
    act: () =>
      chooseFile({ facteur: 1, settings: { volume: 80, colour: 'red' }, accounts: [{ name: 'Home' }] }),
  }),
  'import of nothing': settings(oneAccount, {
    act: () => chooseFile({ facteur: 1, settings: { colour: 'red' }, accounts: [{ name: 'Home' }] }),
  }),

  'managed and locked': settings(
    under({
      accounts: [CORP],
      checkEvery: 7,
      notifications: true,
      notificationPrivacy: 'count',
      countSms: false,
      locked: ['accounts', 'checkEvery', 'notifications', 'notificationPrivacy', 'countSms'],
    }),
  ),
  'managed and suggested': settings(
    under({ accounts: [CORP], checkEvery: 30, notificationPrivacy: 'sender' }),
  ),
  'locked, no accounts': settings(under({ accounts: [], locked: ['accounts'] }, [])),
  'policy problems': settings(
    under({
      accounts: [CORP, { ...CORP, apiAddress: 'http://corp.example/' }, 7],
      checkEvery: 0,
      notificationPrivacy: 'none',
      locked: ['everything'],
      colour: 'blue',
    }),
  ),
};

function clickFirst(selector: string): Promise<void> {
  return and(() => document.querySelector<HTMLElement>(selector)?.click());
}

function chooseFile(content: object): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('input[type=file][accept^=".json"]');
  if (!input) throw new Error('no field for a file');
  const files = new DataTransfer();
  files.items.add(new File([JSON.stringify(content)], 'facteur.json'));
  input.files = files.files;
  // Reading a file takes more than promise turns, so wait for the question.
  return and(() => input.dispatchEvent(new Event('change', { bubbles: true }))).then(() =>
    shown('.question'),
  );
}

async function shown(selector: string): Promise<void> {
  while (!document.querySelector(selector)) await new Promise(requestAnimationFrame);
}
