import { render } from 'preact';
import { type Account, withAccount, withToken } from '../core/account';
import type { BackgroundIntents } from '../core/protocol';
import { locale, setPageLanguage, translate } from '../platform/i18n';
import { accountsItem, choicesItem, loadState, onStateChanged } from '../platform/items';
import { sender } from '../platform/messaging';
import { askToContact, stopContacting } from '../platform/permissions';
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
};

async function draw(): Promise<void> {
  const state = await loadState();
  render(
    <Options
      state={state}
      now={Date.now()}
      locale={locale}
      t={translate}
      actions={actions}
      openForm={location.hash.slice(1) || undefined}
    />,
    document.body,
  );
}

setPageLanguage(document);
document.title = translate('optionsTitle');
onStateChanged(() => void draw());
setInterval(() => void draw(), 30_000);
void draw();
