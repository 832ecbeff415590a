import type { Account } from '../../src/core/account';
import type { SoundChoice } from '../../src/core/chimes';
import type { Settings } from '../../src/core/settings';
import type { Snooze } from '../../src/core/snooze';
import type { State } from '../../src/core/state';
import { Options } from '../../src/options/Options';
import type { OptionsActions, OptionsProps } from '../../src/options/props';
import type { SoundActions } from '../../src/options/sounds';
import { MINUTE, makeAccount, makeMailbox, makeState, NOW } from '../make';
import { show } from '../page';
import { t } from '../translate';

export interface Done {
  saved: Account[];
  removed: string[];
  signedIn: string[];
  signedOut: string[];
  visited: string[];
  changed: Partial<Settings>[];
  /** Accounts, and whether they are to be announced. */
  notify: [string, boolean][];
  snoozed: (Snooze | 'ended')[];
  allowed: string[];
  /** Whatever else. */
  did: string[];
}

/** Shows the settings page; gives what the user had it do. */
export async function open(
  state: State = makeState({}),
  actions: Partial<OptionsActions> = {},
  openForm?: string,
  props: Partial<OptionsProps> = {},
): Promise<Done> {
  const done: Done = {
    saved: [],
    removed: [],
    signedIn: [],
    signedOut: [],
    visited: [],
    changed: [],
    notify: [],
    snoozed: [],
    allowed: [],
    did: [],
  };
  const all: OptionsActions = {
    saveAccount: async account => {
      done.saved.push(account);
      return { kind: 'saved' };
    },
    signIn: async ({ id }) => void done.signedIn.push(id),
    signOut: async ({ id }) => void done.signedOut.push(id),
    visitPrivacyPage: async id => void done.visited.push(id),
    removeAccount: async id => void done.removed.push(id),
    tryAccount: async () => ({ kind: 'works', unread: 3, sms: 1 }),
    setNotify: async (id, notify) => void done.notify.push([id, notify]),
    changeSettings: async change =>
      void done.changed.push(typeof change === 'function' ? change(state.settings) : change),
    testNotification: async () => void done.did.push('test notification'),
    snooze: async snooze => void done.snoozed.push(snooze),
    endSnooze: async () => void done.snoozed.push('ended'),
    allowHost: async address => void done.allowed.push(address),
    openShortcuts: async () => void done.did.push('open shortcuts'),
    tryDemo: async () => {
      done.did.push('try demo');
      return 'signed-in';
    },
    endFirstRun: async () => void done.did.push('end first run'),
    ...actions,
  };
  await show(
    <Options
      state={state}
      now={NOW}
      locale="en-GB"
      t={t}
      actions={all}
      openForm={openForm}
      firstRun="over"
      canStay
      blindWebmails={[]}
      shortcuts={[]}
      sounds={silentSounds().sounds}
      ownSound={undefined}
      {...props}
    />,
  );
  return done;
}

/** Sounds that nobody hears; `played` tells which they were, with their volume. */
export function silentSounds(change: Partial<SoundActions> = {}) {
  const played: [SoundChoice, number][] = [];
  const kept: string[] = [];
  const sounds: SoundActions = {
    play: async (sound, volume) => void played.push([sound, volume]),
    keepOwn: async ({ name }) => {
      kept.push(name);
      return undefined;
    },
    removeOwn: async () => void kept.push('(removed)'),
    ...change,
  };
  return { sounds, played, kept };
}

export const known = makeAccount({
  name: 'Home',
  token: 'hushed-token-1234',
  revision: 5,
  signInPage: 'https://login.example/',
  serviceId: 'facteur',
  servicePassword: 'hushed-password',
});
export const oneAccount: State = {
  ...makeState({ home: makeMailbox({ unread: 3, checkedAt: NOW - 2 * MINUTE }) }),
  accounts: [known],
};
