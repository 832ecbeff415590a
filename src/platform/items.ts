import { ACCOUNTS_FORMAT, type Account } from '../core/account/account';
import { CHECK_LOG_FORMAT, type CheckEntry } from '../core/mailbox/check-log';
import type { Mailbox } from '../core/mailbox/mailbox';
import { MINUTES_FORMAT, type Minutes, type Pace, PHASE_FORMAT, paceOf } from '../core/mailbox/schedule';
import { parsePolicy } from '../core/policy/parse-policy';
import { NO_POLICY, type Policy, underPolicy } from '../core/policy/policy';
import { accountsOf, accountsToStore } from '../core/policy/presets';
import { FLAG_FORMAT, unpack } from '../core/store/stored-format';
import { KEYS } from './keys';
import { type Mailboxes, mailboxesIn, mailboxItem } from './mailboxes';
import { onStorageChanged, readLocal, readManaged } from './storage';
import { type StoredItem, storedItem } from './stored-item';

/** The accounts as stored. They hold secrets, so they are never synced. */
export const storedAccounts: StoredItem<Account[]> = storedItem(KEYS.accounts, 'local', ACCOUNTS_FORMAT);

/** The accounts in use, including the organisation's. The organisation's part is never stored. */
export const accountsItem: Pick<StoredItem<Account[]>, 'get'> & {
  update(change: (accounts: Account[]) => Account[]): Promise<Account[]>;
} = {
  async get() {
    const [stored, policy] = await Promise.all([storedAccounts.get(), loadPolicy()]);
    return accountsOf(stored, policy);
  },
  async update(change) {
    const policy = await loadPolicy();
    const stored = await storedAccounts.update(former => {
      const before = accountsOf(former, policy);
      const after = change(before);
      return after === before ? former : accountsToStore(after, former, policy);
    });
    return accountsOf(stored, policy);
  },
};

/**
 * Updates the mailbox of an account. `change` also gets the current account, or undefined if it was removed;
 * the accounts can't change until the mailbox is stored. Reads both at once, because every storage read slows
 * down a check. Rejects like an item's `update`.
 */
export async function updateMailboxOf(
  accountId: string,
  change: (mailbox: Mailbox, account: Account | undefined) => Mailbox,
): Promise<Mailbox> {
  const loading = loadPolicy();
  return storedAccounts.withSharedLock(async () => {
    const policy = await loading;
    const { key } = storedAccounts;
    return mailboxItem(accountId).update(
      (mailbox, { [key]: stored }) =>
        change(
          mailbox,
          accountsOf(unpack(ACCOUNTS_FORMAT, stored), policy).find(({ id }) => id === accountId),
        ),
      [key],
    );
  });
}

let policy: Promise<Policy> | undefined;
let isWatched = false;

/** The organisation's policy, cached until the browser says that it has changed. */
export function loadPolicy(): Promise<Policy> {
  watchPolicy();
  policy ??= readPolicy().catch(error => {
    policy = undefined;
    throw error;
  });
  return policy;
}

/** Must be called before a listener is added that loads the policy again: listeners run in the order they were added. */
export function watchPolicy(): void {
  if (isWatched) return;
  isWatched = true;
  onStorageChanged((_keys, area) => {
    if (area === 'managed') policy = undefined;
  });
}

async function readPolicy(): Promise<Policy> {
  const raw = await readManaged();
  if (!raw || Object.keys(raw).length === 0) return NO_POLICY;
  return parsePolicy(raw);
}

/** When this installation checks within its interval, in [0, 1). Drawn once, never synced. */
const phaseItem: StoredItem<number | undefined> = storedItem('phase', 'local', PHASE_FORMAT);

/** A copy of the check interval in the settings, so that a wake-up needn't read the settings. */
export const minutesItem: StoredItem<Minutes | undefined> = storedItem(
  'check-every',
  'local',
  MINUTES_FORMAT,
);

/** The check interval and phase as noted last; undefined if never noted. */
export async function notedPace(): Promise<Pace | undefined> {
  const [minutes, phase] = await Promise.all([minutesItem.get(), loadPhase()]);
  return minutes === undefined ? undefined : paceOf(minutes, phase);
}

export async function loadPhase(): Promise<number> {
  // If it can't be stored, each call draws a new phase; checks still spread out over all installations.
  const drawn = Math.random();
  const phase = (await phaseItem.get()) ?? (await phaseItem.update(kept => kept ?? drawn).catch(() => drawn));
  return phase ?? drawn;
}

/**
 * Whether this browser session has shown everything that is stored: badge, title, menu (the browser forgets
 * these when it ends) and notifications. False while something is being shown.
 */
export const shownItem: StoredItem<boolean> = storedItem(KEYS.shown, 'session', FLAG_FORMAT);

/** Whether the last result didn't fit into `storage.local`. Kept in memory, where there is room. */
export const storageFullItem: StoredItem<boolean> = storedItem(KEYS.storageFull, 'session', FLAG_FORMAT);

export const checkLogItem: StoredItem<CheckEntry[]> = storedItem(KEYS.checks, 'local', CHECK_LOG_FORMAT);

export async function loadPlan(): Promise<{ accounts: Account[]; mailboxes: Mailboxes }> {
  const [local, policy] = await Promise.all([readLocal(), loadPolicy()]);
  const accounts = accountsOf(unpack(ACCOUNTS_FORMAT, local[KEYS.accounts]), policy);
  return {
    accounts: accounts.map(account => underPolicy(account, policy)),
    mailboxes: mailboxesIn(local, accounts),
  };
}
