import { type Account, parseAccounts } from '../core/account';
import { type Mailbox, mailboxAt, parseMailbox } from '../core/mailbox';
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
  const accounts = parseAccounts(local[accountsItem.key]);
  const mailboxes = accounts
    .filter(({ id }) => MAILBOX + id in local)
    .map(({ id, endpoint }) => [id, mailboxAt(endpoint, parseMailbox(local[MAILBOX + id]))] as const);
  return { accounts, settings, mailboxes: Object.fromEntries(mailboxes) };
}

/** Forgets the mailboxes of accounts that are no more. */
export async function removeOrphanMailboxes(): Promise<void> {
  const local = await readLocal();
  const kept = new Set(parseAccounts(local[accountsItem.key]).map(({ id }) => MAILBOX + id));
  const orphans = Object.keys(local).filter(key => key.startsWith(MAILBOX) && !kept.has(key));
  for (const key of orphans) await mailboxItem(key.slice(MAILBOX.length)).remove();
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
