import type { Account } from '../../src/core/account';
import type { Settings } from '../../src/core/settings';
import type { State } from '../../src/core/state';
import { Options } from '../../src/options/Options';
import type { OptionsActions } from '../../src/options/props';
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
}

/** Shows the settings page; gives what the user had it do. */
export async function open(
  state: State = makeState({}),
  actions: Partial<OptionsActions> = {},
  openForm?: string,
): Promise<Done> {
  const done: Done = { saved: [], removed: [], signedIn: [], signedOut: [], visited: [], changed: [] };
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
    changeSettings: async change => void done.changed.push(change),
    ...actions,
  };
  await show(<Options state={state} now={NOW} locale="en" t={t} actions={all} openForm={openForm} />);
  return done;
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
