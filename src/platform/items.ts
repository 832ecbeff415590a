import { type Account, parseAccounts } from '../core/account';
import { type Mailbox, parseMailbox } from '../core/mailbox';
import { parseSettings, type Settings } from '../core/settings';
import type { State } from '../core/state';
import { onStorageChanged, readLocal, type StoredItem, storedItem } from './storage';

/** Hold secrets, and so never leave this machine. */
export const accountsItem: StoredItem<Account[]> = storedItem('accounts', 'local', parseAccounts);

/** Hold no secret, and follow the user to their other machines. */
export const settingsItem: StoredItem<Settings> = storedItem('settings', 'sync', parseSettings);

/** Whether this browser session has drawn the toolbar yet: it forgets badge and title when it ends. */
export const startedItem: StoredItem<boolean> = storedItem('started', 'session', raw => raw === true);

const MAILBOX = 'mailbox:';

/** One item an account, so that checks of two accounts never write over each other. */
export function mailboxItem(accountId: string): StoredItem<Mailbox> {
  return storedItem(MAILBOX + accountId, 'local', parseMailbox);
}

/** Reads everything that is shown. */
export async function loadState(): Promise<State> {
  const [local, settings] = await Promise.all([readLocal(), settingsItem.get()]);
  const mailboxes = Object.entries(local)
    .filter(([key]) => key.startsWith(MAILBOX))
    .map(([key, raw]) => [key.slice(MAILBOX.length), parseMailbox(raw)] as const);
  return {
    accounts: parseAccounts(local[accountsItem.key]),
    settings,
    mailboxes: Object.fromEntries(mailboxes),
  };
}

/** Calls `listener` when anything that is shown has changed. */
export function onStateChanged(listener: () => void): void {
  onStorageChanged(listener);
}

/** Calls `listener` when the user has changed accounts or settings. */
export function onChoicesChanged(listener: () => void): void {
  onStorageChanged(keys => {
    if (keys.includes(accountsItem.key) || keys.includes(settingsItem.key)) listener();
  });
}
