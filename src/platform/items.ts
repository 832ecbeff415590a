import { ACCOUNTS_FORMAT, type Account } from '../core/account';
import { CHECK_LOG_FORMAT, type CheckEntry, checksOf } from '../core/check-log';
import { FIRST_RUN_FORMAT, type FirstRun } from '../core/first-run';
import { MAILBOX_FORMAT, type Mailbox, mailboxOf } from '../core/mailbox';
import { parsePolicy } from '../core/parse-policy';
import { type Policy, takesBack } from '../core/policy';
import { accountsOf, accountsToStore, withoutFormerPresets } from '../core/presets';
import { PHASE_FORMAT, type Rhythm } from '../core/schedule';
import { intervalOf, settingsOf } from '../core/settings';
import { SNOOZE_FORMAT } from '../core/snooze';
import type { State } from '../core/state';
import { FLAG_FORMAT, TEXT_FORMAT, unpack } from '../core/stored-format';
import { SEEN_FORMAT, type Seen } from '../core/unseen';
import { VISITS_FORMAT, type Visits } from '../core/visits';
import { choicesItem, loadChoices, syncItem } from './choices-item';
import { onStorageChanged, readLocal, readManaged, type StoredItem, storedItem } from './storage';

/** Hold secrets, and so never leave this machine. */
const storedAccounts: StoredItem<Account[]> = storedItem('accounts', 'local', ACCOUNTS_FORMAT);

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

export { choicesItem };

/** The installation's place in the rhythm of its checks; drawn once, and this machine's own. */
const phaseItem: StoredItem<number | undefined> = storedItem('phase', 'local', PHASE_FORMAT);

/** Whether this browser session has drawn the toolbar yet: it forgets badge and title when it ends. */
export const startedItem: StoredItem<boolean> = storedItem('started', 'session', FLAG_FORMAT);

/** Whether `storage.local` had no room for what the latest check told. Kept where there is room: in memory. */
export const storageFullItem: StoredItem<boolean> = storedItem('storage-full', 'session', FLAG_FORMAT);

/** The toolbar button's menu as it was drawn last. A browser forgets it with the session, or may. */
export const menuItem: StoredItem<string> = storedItem('menu', 'session', TEXT_FORMAT);

/** When the snooze ends. This machine's own, for it is here that its user wants to be left alone. */
export const snoozeItem: StoredItem<number> = storedItem('snoozed-until', 'local', SNOOZE_FORMAT);

/** What the popup listed when it was last open. Of what this machine has shown, and so its own. */
export const seenItem: StoredItem<Seen> = storedItem('popup-seen', 'local', SEEN_FORMAT);
/** How far the settings page is with its first steps. */
export const firstRunItem: StoredItem<FirstRun> = storedItem('first-run', 'local', FIRST_RUN_FORMAT);

/** Of this browser session: what a person has seen of a window is soon forgotten. */
export const visitsItem: StoredItem<Visits> = storedItem('visits', 'session', VISITS_FORMAT);

/** What the latest checks came to, for who looks into what goes wrong. */
export const checkLogItem: StoredItem<CheckEntry[]> = storedItem('checks', 'local', CHECK_LOG_FORMAT);

const MAILBOX = 'mailbox:';

/** One item an account, so that checks of two accounts never write over each other. */
export function mailboxItem(accountId: string): StoredItem<Mailbox> {
  return storedItem(MAILBOX + accountId, 'local', MAILBOX_FORMAT);
}

async function loadPolicy(): Promise<Policy> {
  return parsePolicy(await readManaged());
}

export async function loadRhythm(): Promise<Rhythm> {
  const [chosen, policy] = await Promise.all([choicesItem.get(), loadPolicy()]);
  // Without room to keep it, it is drawn each time: no rhythm, but out of step with everybody else's all the same.
  const drawn = Math.random();
  const phase = (await phaseItem.get()) ?? (await phaseItem.update(kept => kept ?? drawn).catch(() => drawn));
  return { interval: intervalOf(settingsOf(chosen, policy)), phase: phase ?? drawn };
}

/** Reads everything that is shown. */
export async function loadState(): Promise<State> {
  const reading = readLocal();
  const [local, chosen, storageFull, visits, policy] = await Promise.all([
    reading,
    loadChoices(reading),
    storageFullItem.get(),
    visitsItem.get(),
    loadPolicy(),
  ]);
  const accounts = accountsOf(unpack(ACCOUNTS_FORMAT, local[storedAccounts.key]), policy);
  const mailboxes = accounts
    .filter(({ id }) => MAILBOX + id in local)
    .map(
      account =>
        [account.id, mailboxOf(account, unpack(MAILBOX_FORMAT, local[MAILBOX + account.id]))] as const,
    );
  const settings = settingsOf(chosen, policy);
  const snoozedUntil = unpack(SNOOZE_FORMAT, local[snoozeItem.key]);
  return {
    accounts,
    settings,
    mailboxes: Object.fromEntries(mailboxes),
    storageFull,
    visits,
    snoozedUntil,
    policy,
  };
}

/** Forgets what is stored of accounts that are no more. What the policy only keeps out of use stays. */
export async function removeOrphans(): Promise<void> {
  const policy = await loadPolicy();
  if (takesBack(policy)) await storedAccounts.update(stored => withoutFormerPresets(stored, policy));
  const [local, accounts] = await Promise.all([readLocal(), accountsItem.get()]);
  const stored = unpack(ACCOUNTS_FORMAT, local[storedAccounts.key]);
  const kept = [...accounts, ...stored].map(({ id }) => id);
  const orphans = Object.keys(local).filter(
    key => key.startsWith(MAILBOX) && !kept.includes(key.slice(MAILBOX.length)),
  );
  for (const key of orphans) await mailboxItem(key.slice(MAILBOX.length)).remove();
  const log = unpack(CHECK_LOG_FORMAT, local[checkLogItem.key]);
  if (checksOf(log, kept) !== log) await checkLogItem.update(checks => checksOf(checks, kept));
}

/** Calls `listener` when anything of the state may have changed. */
export function onStateChanged(listener: () => void): void {
  onStorageChanged(keys => {
    const others: string[] = [seenItem.key, checkLogItem.key];
    if (keys.some(key => !others.includes(key))) listener();
  });
}

/** Calls `listener` when a check has been noted. */
export function onCheckNoted(listener: () => void): void {
  onStorageChanged(keys => {
    if (keys.includes(checkLogItem.key)) listener();
  });
}

/** Calls `listener` when the user or their organisation has changed accounts or settings, or a snooze. */
export function onChoicesChanged(listener: () => void): void {
  onStorageChanged((keys, area) => {
    // The settings are in one area or the other; where they are not in use, nothing is found to have changed.
    const choices = [storedAccounts, choicesItem, syncItem, snoozeItem].map(({ key }) => key);
    if (area === 'managed' || keys.some(key => choices.includes(key))) listener();
  });
}
