import { ACCOUNTS_FORMAT, type Account } from '../core/account';
import { type CheckEntry, RAW_CHECK_LOG_FORMAT } from '../core/check-log';
import { NO_POLICY, type Policy } from '../core/policy';
import { accountsOf, accountsToStore } from '../core/presets';
import { PHASE_FORMAT } from '../core/schedule';
import { FLAG_FORMAT, TEXT_FORMAT } from '../core/stored-format';
import { KEYS } from './keys';
import { type Mailboxes, mailboxesIn } from './mailboxes';
import { readLocal, readManaged } from './storage';
import { type StoredItem, storedItem } from './stored-item';

/** Hold secrets, and so never leave this machine. */
export const storedAccounts: StoredItem<Account[]> = storedItem(KEYS.accounts, 'local', ACCOUNTS_FORMAT);

/** The accounts in use, those that the organisation set up among them: what it has decided is never stored. */
export const accountsItem: Pick<StoredItem<Account[]>, 'get' | 'update' | 'hold'> = {
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
  async hold(use) {
    const policy = await loadPolicy();
    return storedAccounts.hold(stored => use(accountsOf(stored, policy)));
  },
};

/** What the organisation has decided. Most users have none, and few wake-ups so load what reads it. */
export async function loadPolicy(): Promise<Policy> {
  const raw = await readManaged();
  if (!raw || Object.keys(raw).length === 0) return NO_POLICY;
  return (await import('../core/parse-policy')).parsePolicy(raw);
}

/** The installation's place in the rhythm of its checks; drawn once, and this machine's own. */
const phaseItem: StoredItem<number | undefined> = storedItem('phase', 'local', PHASE_FORMAT);

/** In [0, 1). */
export async function loadPhase(): Promise<number> {
  // Without room to keep it, it is drawn each time: no rhythm, but out of step with everybody else's all the same.
  const drawn = Math.random();
  const phase = (await phaseItem.get()) ?? (await phaseItem.update(kept => kept ?? drawn).catch(() => drawn));
  return phase ?? drawn;
}

/**
 * Whether all that is stored has been shown: `all`, or `part` while something is being shown. Of this browser session,
 * for the browser forgets badge and title when it ends; nothing has been shown where this is empty.
 */
export const shownItem: StoredItem<string> = storedItem('shown', 'session', TEXT_FORMAT);

/** Whether `storage.local` had no room for what the latest check told. Kept where there is room: in memory. */
export const storageFullItem: StoredItem<boolean> = storedItem(KEYS.storageFull, 'session', FLAG_FORMAT);

/** What the latest checks came to, for who looks into what goes wrong. */
export const rawCheckLogItem: StoredItem<CheckEntry[]> = storedItem('checks', 'local', RAW_CHECK_LOG_FORMAT);

/** What checks are planned by. */
export async function loadPlan(): Promise<{ accounts: Account[]; mailboxes: Mailboxes }> {
  const accounts = await accountsItem.get();
  const local = await readLocal(accounts.map(({ id }) => KEYS.mailbox + id));
  return { accounts, mailboxes: mailboxesIn(local, accounts) };
}
