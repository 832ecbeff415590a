import { render } from 'preact';
import { type Account, withAccount, withToken } from '../core/account';
import { backupName, writeBackup } from '../core/backup';
import { diagnose } from '../core/diagnostics';
import type { BackgroundIntents } from '../core/protocol';
import { loadBrowserFacts } from '../platform/browser-facts';
import { setSync, syncItem } from '../platform/choices-item';
import { saveFile } from '../platform/files';
import { locale, translate } from '../platform/i18n';
import {
  accountsItem,
  checkLogItem,
  choicesItem,
  loadRhythm,
  loadState,
  onCheckNoted,
  onStateChanged,
} from '../platform/items';
import { sender } from '../platform/messaging';
import { askToContact, stopContacting } from '../platform/permissions';
import { importBackup, readBackupFile } from './import-backup';
import { Options } from './Options';
import type { OptionsActions } from './props';
import { saveAccount } from './save-account';

const ask = sender<BackgroundIntents>('background');

/** Changes the accounts, and gives back the permission that the one changed no longer needs. */
async function changeAccounts(changedId: string, change: (accounts: Account[]) => Account[]): Promise<void> {
  const before = (await accountsItem.get()).find(({ id }) => id === changedId);
  const after = await accountsItem.update(change);
  if (before)
    await stopContacting(
      before.endpoint,
      after.map(({ endpoint }) => endpoint),
    );
}

const actions: OptionsActions = {
  saveAccount: (account, anyway) =>
    saveAccount(account, anyway, {
      askToContact,
      async findFormer(accountId) {
        const { accounts, mailboxes } = await loadState();
        return { account: accounts.find(({ id }) => id === accountId), mailbox: mailboxes[accountId] };
      },
      tryAccount: wanted => ask('tryAccount', wanted),
      // The background sees it stored, and checks it.
      store: wanted => changeAccounts(wanted.id, accounts => withAccount(accounts, wanted)),
    }),
  async signIn({ id, endpoint }) {
    // Signing in is for naught without it; the browser asks only within the click.
    if (await askToContact(endpoint)) await ask('signIn', id);
  },
  visitPrivacyPage: accountId => ask('visitPrivacyPage', accountId),
  async signOut(account) {
    await accountsItem.update(accounts => withToken(accounts, account, ''));
  },
  removeAccount: accountId =>
    changeAccounts(accountId, accounts => accounts.filter(({ id }) => id !== accountId)),
  async tryAccount(account) {
    if (!(await askToContact(account.endpoint))) return { kind: 'failed', failure: { kind: 'permission' } };
    return ask('tryAccount', account);
  },
  async changeSettings(change) {
    await choicesItem.update(chosen => ({ ...chosen, ...change }));
  },
  setSync,
  async exportBackup(withSecrets) {
    const [choices, { accounts }, now] = [await choicesItem.get(), await loadState(), Date.now()];
    const name = backupName(now);
    saveFile(name, writeBackup(choices, accounts, withSecrets, now));
    return name;
  },
  readBackup: readBackupFile,
  importBackup: backup =>
    importBackup(backup, {
      loadPolicy: async () => (await loadState()).policy,
      updateChoices: choicesItem.update,
      updateAccounts: accountsItem.update,
      makeId: () => crypto.randomUUID(),
    }),
  resetSettings: async () => void (await choicesItem.update(() => ({}))),
  copy: text => navigator.clipboard.writeText(text),
};

async function draw(): Promise<void> {
  const [state, ...facts] = await Promise.all([
    loadState(),
    loadBrowserFacts(),
    syncItem.get(),
    checkLogItem.get(),
    loadRhythm(),
  ]);
  const [browserFacts, sync, log, rhythm] = facts;
  render(
    <Options
      state={state}
      diagnostics={diagnose(browserFacts, state, sync, log, rhythm, Date.now())}
      now={Date.now()}
      locale={locale}
      t={translate}
      actions={actions}
      openForm={location.hash.slice(1) || undefined}
    />,
    document.body,
  );
}

document.documentElement.lang = locale;
document.title = translate('optionsTitle');
onStateChanged(() => void draw());
onCheckNoted(() => void draw());
setInterval(() => void draw(), 30_000);
void draw();
