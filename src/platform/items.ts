import { ACCOUNTS_FORMAT, type Account } from '../core/account';
import { MAILBOX_FORMAT, type Mailbox, mailboxOf } from '../core/mailbox';
import { PHASE_FORMAT, type Rhythm } from '../core/schedule';
import { intervalOf, SETTINGS_FORMAT, type Settings } from '../core/settings';
import type { State } from '../core/state';
import { FLAG_FORMAT, unpack } from '../core/stored-format';
import { VISITS_FORMAT, type Visits } from '../core/visits';
import { onStorageChanged, readLocal, type StoredItem, storedItem } from './storage';

/** Hold secrets, and so never leave this machine. */
export const accountsItem: StoredItem<Account[]> = storedItem('accounts', 'local', ACCOUNTS_FORMAT);

/** Hold no secret, and follow the user to their other machines. */
export const settingsItem: StoredItem<Settings> = storedItem('settings', 'sync', SETTINGS_FORMAT);

/** The installation's place in the rhythm of its checks; drawn once, and this machine's own. */
const phaseItem: StoredItem<number | undefined> = storedItem('phase', 'local', PHASE_FORMAT);

/** Whether this browser session has drawn the toolbar yet: it forgets badge and title when it ends. */
export const startedItem: StoredItem<boolean> = storedItem('started', 'session', FLAG_FORMAT);

/** Whether `storage.local` had no room for what the latest check told. Kept where there is room: in memory. */
export const storageFullItem: StoredItem<boolean> = storedItem('storage-full', 'session', FLAG_FORMAT);

/** Of this browser session: what a person has seen of a window is soon forgotten. */
export const visitsItem: StoredItem<Visits> = storedItem('visits', 'session', VISITS_FORMAT);

const MAILBOX = 'mailbox:';

/** One item an account, so that checks of two accounts never write over each other. */
export function mailboxItem(accountId: string): StoredItem<Mailbox> {
  return storedItem(MAILBOX + accountId, 'local', MAILBOX_FORMAT);
}

export async function loadRhythm(): Promise<Rhythm> {
  const settings = await settingsItem.get();
  // Without room to keep it, it is drawn each time: no rhythm, but out of step with everybody else's all the same.
  const drawn = Math.random();
  const phase = (await phaseItem.get()) ?? (await phaseItem.update(kept => kept ?? drawn).catch(() => drawn));
  return { interval: intervalOf(settings), phase: phase ?? drawn };
}

/** Reads everything that is shown. */
export async function loadState(): Promise<State> {
  const [local, settings, storageFull, visits] = await Promise.all([
    readLocal(),
    settingsItem.get(),
    storageFullItem.get(),
    visitsItem.get(),
  ]);
  const accounts = unpack(ACCOUNTS_FORMAT, local[accountsItem.key]);
  const mailboxes = accounts
    .filter(({ id }) => MAILBOX + id in local)
    .map(
      account =>
        [account.id, mailboxOf(account, unpack(MAILBOX_FORMAT, local[MAILBOX + account.id]))] as const,
    );
  return { accounts, settings, mailboxes: Object.fromEntries(mailboxes), storageFull, visits };
}

/** Forgets the mailboxes of accounts that are no more. */
export async function removeOrphanMailboxes(): Promise<void> {
  const local = await readLocal();
  const kept = new Set(unpack(ACCOUNTS_FORMAT, local[accountsItem.key]).map(({ id }) => MAILBOX + id));
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
