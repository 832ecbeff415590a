import { ACCOUNTS_FORMAT, type Account } from '../core/account/account';
import { type CheckEntry, RAW_CHECK_LOG_FORMAT } from '../core/mailbox/check-log';
import type { Mailbox } from '../core/mailbox/mailbox';
import { MINUTES_FORMAT, type Minutes, type Pace, PHASE_FORMAT, paceOf } from '../core/mailbox/schedule';
import { parsePolicy } from '../core/policy/parse-policy';
import { NO_POLICY, type Policy } from '../core/policy/policy';
import { accountsOf, accountsToStore } from '../core/policy/presets';
import { FLAG_FORMAT, unpack } from '../core/store/stored-format';
import { KEYS } from './keys';
import { type Mailboxes, mailboxesIn, mailboxItem } from './mailboxes';
import { onStorageChanged, readLocal, readManaged } from './storage';
import { type StoredItem, storedItem } from './stored-item';

/** Hold secrets, and so never leave this machine. */
export const storedAccounts: StoredItem<Account[]> = storedItem(KEYS.accounts, 'local', ACCOUNTS_FORMAT);

/** The accounts in use, those that the organisation set up among them: what it has decided is never stored. */
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
 * Changes the mailbox of an account, given that account as it is now or undefined where it is no more, and lets nobody
 * change the accounts until that is stored. Both are read in one go, for each time takes a check longer. Rejects
 * like an item's `update`.
 */
export async function updateMailboxOf(
  accountId: string,
  change: (mailbox: Mailbox, account: Account | undefined) => Mailbox,
): Promise<Mailbox> {
  const loading = loadPolicy();
  return storedAccounts.hold(async () => {
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

/** What the organisation has decided: read once, and again after the browser says that it has changed. */
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

/** The installation's place in the rhythm of its checks; drawn once, and this machine's own. */
const phaseItem: StoredItem<number | undefined> = storedItem('phase', 'local', PHASE_FORMAT);

/** The user's choice of how often to check, so that a wake-up need not read the settings. */
export const minutesItem: StoredItem<Minutes | undefined> = storedItem(
  'check-every',
  'local',
  MINUTES_FORMAT,
);

/** How this installation checks, as it was noted last; undefined where it never was. */
export async function notedPace(): Promise<Pace | undefined> {
  const [minutes, phase] = await Promise.all([minutesItem.get(), loadPhase()]);
  return minutes === undefined ? undefined : paceOf(minutes, phase);
}

/** In [0, 1). */
export async function loadPhase(): Promise<number> {
  // Without room to keep it, it is drawn each time: no rhythm, but out of step with everybody else's all the same.
  const drawn = Math.random();
  const phase = (await phaseItem.get()) ?? (await phaseItem.update(kept => kept ?? drawn).catch(() => drawn));
  return phase ?? drawn;
}

/**
 * Whether all that is stored has been shown in this browser session: badge, title and menu, which the browser forgets
 * at its end, and notifications. False while something is being shown.
 */
export const shownItem: StoredItem<boolean> = storedItem(KEYS.shown, 'session', FLAG_FORMAT);

/** Whether `storage.local` had no room for what the latest check told. Kept where there is room: in memory. */
export const storageFullItem: StoredItem<boolean> = storedItem(KEYS.storageFull, 'session', FLAG_FORMAT);

/** What the latest checks came to, for who looks into what goes wrong. */
export const rawCheckLogItem: StoredItem<CheckEntry[]> = storedItem(
  KEYS.checks,
  'local',
  RAW_CHECK_LOG_FORMAT,
);

/** What checks are planned by. */
export async function loadPlan(): Promise<{ accounts: Account[]; mailboxes: Mailboxes }> {
  const [local, policy] = await Promise.all([readLocal(), loadPolicy()]);
  const accounts = accountsOf(unpack(ACCOUNTS_FORMAT, local[KEYS.accounts]), policy);
  return { accounts, mailboxes: mailboxesIn(local, accounts) };
}
