import type { Account, Preferences } from '../../src/core/account/account';
import type { GatewayFacts } from '../../src/core/account/gateway-facts';
import type { Backup } from '../../src/core/backup/backup';
import type { SoundChoice } from '../../src/core/settings/chimes';
import type { Settings } from '../../src/core/settings/settings';
import type { Snooze } from '../../src/core/settings/snooze';
import { type BrowserFacts, type Diagnostics, diagnose } from '../../src/core/view/diagnostics';
import type { State } from '../../src/core/view/state';
import type { Entries } from '../../src/options/accounts/connect-gateway';
import { readBackupFile } from '../../src/options/backup/import-backup';
import { Options } from '../../src/options/Options';
import type { OptionsActions, OptionsProps } from '../../src/options/props';
import type { SoundActions } from '../../src/options/sound/sounds';
import { MINUTE, makeAccount, makeMailbox, makeState, NOW } from '../make';
import { show } from '../page';
import { t } from '../translate';

export interface Done {
  saved: Account[];
  /** Gateways and what was entered beside their addresses. */
  connected: [string, Entries][];
  removed: string[];
  restored: string[];
  ended: string[];
  signedIn: string[];
  signedOut: string[];
  visited: string[];
  changed: Partial<Settings>[];
  /** Account ids, and what was changed of them. */
  changedAccounts: [string, Partial<Preferences>][];
  placed: [string, string][];
  snoozed: (Snooze | 'ended')[];
  allowed: string[];
  did: string[];
  synced: boolean[];
  exported: ('open' | 'with secrets')[];
  imported: Backup[];
  resets: number;
  copied: string[];
}

/** Renders the settings page; returns the actions that the user triggers. */
export async function open(
  state: State = makeState({}),
  actions: Partial<OptionsActions> = {},
  openForm?: string,
  props: Partial<OptionsProps> = {},
): Promise<Done> {
  const done: Done = {
    saved: [],
    connected: [],
    removed: [],
    restored: [],
    ended: [],
    signedIn: [],
    signedOut: [],
    visited: [],
    changed: [],
    changedAccounts: [],
    placed: [],
    snoozed: [],
    allowed: [],
    did: [],
    synced: [],
    exported: [],
    imported: [],
    resets: 0,
    copied: [],
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
    restoreAccount: async id => void done.restored.push(id),
    endRemoval: id => void done.ended.push(id),
    tryAccount: async () => ({ kind: 'works', unread: 3, sms: 1 }),
    changeAccount: async (id, change) => void done.changedAccounts.push([id, change]),
    placeAccount: async (id, placeOf) => void done.placed.push([id, placeOf]),
    changeSettings: async change =>
      void done.changed.push(typeof change === 'function' ? change(state.settings) : change),
    async testNotification() {
      done.did.push('test notification');
      return 'shown';
    },
    snooze: async snooze => void done.snoozed.push(snooze),
    quietAgain: async () => void done.did.push('quiet again'),
    endSnooze: async () => void done.snoozed.push('ended'),
    allowHost: async address => void done.allowed.push(address),
    openShortcuts: async () => void done.did.push('open shortcuts'),
    knock: async () => undefined,
    async connect(gateway, entries) {
      done.connected.push([typeof gateway === 'string' ? gateway : gateway.apiAddress, entries]);
      return { kind: 'connected' };
    },
    async connectDemo() {
      done.did.push('try demo');
      return { kind: 'connected' };
    },
    endFirstRun: async () => void done.did.push('end first run'),
    setSync: async on => void done.synced.push(on),
    async exportBackup(withSecrets) {
      done.exported.push(withSecrets ? 'with secrets' : 'open');
      return 'facteur.json';
    },
    readBackup: readBackupFile,
    importBackup: async backup => void done.imported.push(backup),
    async resetSettings() {
      done.resets += 1;
    },
    copy: async text => void done.copied.push(text),
    ...actions,
  };
  await show(
    <Options
      state={state}
      diagnostics={makeDiagnostics(state)}
      now={NOW}
      locale="en-GB"
      t={t}
      actions={all}
      openForm={openForm}
      firstRun="over"
      pinHint={undefined}
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

/** Fake sound actions; `played` lists the sounds and volumes. */
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

export const browserFacts: BrowserFacts = {
  browser: 'Firefox 153.0',
  version: '0.1.0',
  system: 'linux x86-64',
  language: 'en-GB',
  permissions: ['alarms', 'storage'],
  hosts: ['https://api.example/*'],
  alarms: [{ name: 'check-mail', at: NOW + MINUTE, period: 5 }],
  localBytes: 12_345,
};

/** Diagnostics without any checks. */
export function makeDiagnostics(state: State, change: Partial<Diagnostics> = {}): Diagnostics {
  const pace = { chosen: 5 * MINUTE, phase: 0 };
  return { ...diagnose(browserFacts, state, true, [], pace, NOW), ...change };
}

/** What the gateway on this computer says about itself. */
export const localGateway: GatewayFacts = {
  apiAddress: 'http://127.0.0.1:8337/PersonalMessages/V2',
  signInPage: 'http://127.0.0.1:8337/sign-in',
  webmail: 'http://127.0.0.1:8337/mail',
  demo: 'http://127.0.0.1:8337/sign-in?demo=1',
  onlyDemo: false,
};

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
