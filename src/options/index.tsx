import { render } from 'preact';
import type { BackgroundIntents } from '../core/protocol';
import { locale, translate } from '../platform/i18n';
import { accountsItem, loadState, onStateChanged, settingsItem } from '../platform/items';
import { sender } from '../platform/messaging';
import { askToContact } from '../platform/permissions';
import { Options } from './Options';
import type { OptionsActions } from './props';

const ask = sender<BackgroundIntents>('background');

const actions: OptionsActions = {
  async saveAccount(account) {
    // Before anything else is awaited: the browser asks only within the click.
    if (!(await askToContact(account.endpoint))) return false;
    await accountsItem.update(accounts => {
      const known = accounts.some(({ id }) => id === account.id);
      return known ? accounts.map(old => (old.id === account.id ? account : old)) : [...accounts, account];
    });
    void ask('checkNow', account.id);
    return true;
  },
  async removeAccount(accountId) {
    await accountsItem.update(accounts => accounts.filter(({ id }) => id !== accountId));
  },
  async tryAccount(account) {
    if (!(await askToContact(account.endpoint))) return { kind: 'failed', failure: { kind: 'permission' } };
    return ask('tryAccount', account);
  },
  async changeSettings(change) {
    await settingsItem.update(settings => ({ ...settings, ...change }));
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

document.documentElement.lang = locale;
document.title = translate('optionsTitle');
onStateChanged(() => void draw());
setInterval(() => void draw(), 30_000);
void draw();
