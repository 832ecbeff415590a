import { ACCOUNTS_FORMAT, accountEntries } from '../core/account/account';
import type { CheckEntry } from '../core/mailbox/check-log';
import { CHECK_LOG_FORMAT, checksOf } from '../core/mailbox/read-check-log';
import { type Minutes, type Pace, paceOf } from '../core/mailbox/schedule';
import { settingsOf, takesBack } from '../core/policy/policy';
import { accountsOf, withoutFormerPresets } from '../core/policy/presets';
import { SNOOZE_FORMAT } from '../core/settings/snooze';
import { dataOf, FLAG_FORMAT, TEXT_FORMAT, unpack } from '../core/store/stored-format';
import { FIRST_RUN_FORMAT, type FirstRun } from '../core/view/first-run';
import type { State } from '../core/view/state';
import { SEEN_FORMAT, type Seen } from '../core/view/unseen';
import { VISITS_FORMAT, type Visits } from '../core/view/visits';
import { choicesItem, loadChoices } from './choices-item';
import {
  accountsItem,
  loadPhase,
  loadPolicy,
  minutesItem,
  shownItem,
  storageFullItem,
  storedAccounts,
  watchPolicy,
} from './items';
import { KEYS } from './keys';
import { mailboxesIn, mailboxItem } from './mailboxes';
import { onStorageChanged, readLocal, readSession } from './storage';
import { type StoredItem, storedItem } from './stored-item';

/** The toolbar button's menu as it was drawn last. A browser forgets it with the session, or may. */
export const menuItem: StoredItem<string> = storedItem('menu', 'session', TEXT_FORMAT);

/** When the snooze ends. This machine's own, for it is here that its user wants to be left alone. */
export const snoozeItem: StoredItem<number> = storedItem(KEYS.snooze, 'local', SNOOZE_FORMAT);

/** What the popup listed when it was last open. Of what this machine has shown, and so its own. */
export const seenItem: StoredItem<Seen> = storedItem(KEYS.seen, 'local', SEEN_FORMAT);

/** How far the settings page is with its first steps. */
export const firstRunItem: StoredItem<FirstRun> = storedItem('first-run', 'local', FIRST_RUN_FORMAT);

/** Of this browser session: what a person has seen of a window is soon forgotten. */
export const visitsItem: StoredItem<Visits> = storedItem(KEYS.visits, 'session', VISITS_FORMAT);

/** What the latest checks came to, for who looks into what goes wrong. */
export const checkLogItem: StoredItem<CheckEntry[]> = storedItem(KEYS.checks, 'local', CHECK_LOG_FORMAT);

/** How this installation checks, as the user or their organisation has chosen it. */
export async function loadPace(): Promise<Pace> {
  return paceOf(await loadMinutes(), await loadPhase());
}

/** The same, noted for the checks to come. */
export async function loadAndNotePace(): Promise<Pace> {
  const minutes = await loadMinutes();
  // Where there is no room to note it, this evaluation knows it all the same.
  await minutesItem.update(() => minutes).catch(() => {});
  return paceOf(minutes, await loadPhase());
}

async function loadMinutes(): Promise<Minutes> {
  const [chosen, policy] = await Promise.all([choicesItem.get(), loadPolicy()]);
  return settingsOf(chosen, policy).checkEvery;
}

/**
 * Reads everything that is shown. Rejects where `storage.local` can't be read. What the session holds is left out where
 * it can't be, for all else is true without it.
 */
export async function loadState(): Promise<State> {
  return stateIn(readLocal());
}

/** The same, with what the popup listed when it was last open, from one read of `storage.local`. */
export async function loadStateAndSeen(): Promise<{ state: State; seen: Seen }> {
  const reading = readLocal();
  const [state, local] = await Promise.all([stateIn(reading), reading]);
  return { state, seen: unpack(SEEN_FORMAT, local[seenItem.key]) };
}

async function stateIn(reading: Promise<Record<string, unknown>>): Promise<State> {
  const [local, session, chosen, policy] = await Promise.all([
    reading,
    readSession([storageFullItem.key, visitsItem.key]).catch((): Record<string, unknown> => ({})),
    loadChoices(reading),
    loadPolicy(),
  ]);
  const accounts = accountsOf(unpack(ACCOUNTS_FORMAT, local[storedAccounts.key]), policy);
  return {
    accounts,
    settings: settingsOf(chosen, policy),
    mailboxes: mailboxesIn(local, accounts),
    storageFull: unpack(FLAG_FORMAT, session[storageFullItem.key]),
    visits: unpack(VISITS_FORMAT, session[visitsItem.key]),
    snoozedUntil: unpack(SNOOZE_FORMAT, local[snoozeItem.key]),
    policy,
  };
}

/** Forgets what is stored of accounts that are no more. What the policy only keeps out of use stays. */
export async function removeOrphans(): Promise<void> {
  const policy = await loadPolicy();
  if (takesBack(policy)) await storedAccounts.update(stored => withoutFormerPresets(stored, policy));
  const [local, accounts] = await Promise.all([readLocal(), accountsItem.get()]);
  const stored = accountEntries(dataOf(local[storedAccounts.key]));
  const kept = [...accounts, ...stored].map(({ id }) => id);
  const orphans = Object.keys(local).filter(
    key => key.startsWith(KEYS.mailbox) && !kept.includes(key.slice(KEYS.mailbox.length)),
  );
  for (const key of orphans) await mailboxItem(key.slice(KEYS.mailbox.length)).remove();
  const log = unpack(CHECK_LOG_FORMAT, local[checkLogItem.key]);
  if (checksOf(log, kept) !== log) await checkLogItem.update(checks => checksOf(checks, kept));
}

/** Calls `listener` when anything of the state may have changed. */
export function onStateChanged(listener: () => void): void {
  watchPolicy();
  onStorageChanged(keys => {
    const others: string[] = [KEYS.seen, checkLogItem.key, shownItem.key, KEYS.icon, menuItem.key];
    if (keys.some(key => !others.includes(key))) listener();
  });
}

/** Calls `listener` when a check has been noted. */
export function onCheckNoted(listener: () => void): void {
  onStorageChanged(keys => {
    if (keys.includes(checkLogItem.key)) listener();
  });
}
