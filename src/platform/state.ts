import { ACCOUNTS_FORMAT, accountEntries } from '../core/account/account';
import { CHECK_LOG_FORMAT, checksOf } from '../core/mailbox/check-log';
import { type Minutes, type Pace, paceOf } from '../core/mailbox/schedule';
import { withOutbox } from '../core/mailbox/with-outbox';
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
  checkLogItem,
  loadPhase,
  loadPolicy,
  minutesItem,
  shownItem,
  storageFullItem,
  storedAccounts,
  watchPolicy,
} from './items';
import { KEYS } from './keys';
import { type Mailboxes, mailboxesIn, mailboxItem } from './mailboxes';
import { onStorageChanged, readLocal, readSession } from './storage';
import { type StoredItem, storedItem } from './stored-item';

/** The toolbar menu drawn last, as JSON. The browser may forget the menu when the session ends. */
export const menuItem: StoredItem<string> = storedItem('menu', 'session', TEXT_FORMAT);

/** When the snooze ends, ms since 1970. Not synced: the user snoozes this computer. */
export const snoozeItem: StoredItem<number> = storedItem(KEYS.snooze, 'local', SNOOZE_FORMAT);

/** Quiet hours are off until then, ms since 1970; 0 if they are on. Not synced, like the snooze. */
export const quietEndedItem: StoredItem<number> = storedItem(KEYS.quietEnded, 'local', SNOOZE_FORMAT);

/** The mails that the popup listed last time. Not synced. */
export const seenItem: StoredItem<Seen> = storedItem(KEYS.seen, 'local', SEEN_FORMAT);

export const firstRunItem: StoredItem<FirstRun> = storedItem('first-run', 'local', FIRST_RUN_FORMAT);

export const visitsItem: StoredItem<Visits> = storedItem(KEYS.visits, 'session', VISITS_FORMAT);

/** The check interval that the user or the organisation has chosen, and this installation's phase. */
export async function loadPace(): Promise<Pace> {
  return paceOf(await loadMinutes(), await loadPhase());
}

/** Like `loadPace`, and stores the interval for the next wake-ups. */
export async function loadAndNotePace(): Promise<Pace> {
  const minutes = await loadMinutes();
  // Storage may be full; this evaluation still uses the value.
  await minutesItem.update(() => minutes).catch(() => {});
  return paceOf(minutes, await loadPhase());
}

async function loadMinutes(): Promise<Minutes> {
  const [chosen, policy] = await Promise.all([choicesItem.get(), loadPolicy()]);
  return settingsOf(chosen, policy).checkEvery;
}

/**
 * Loads everything that popup, badge and notifications show. Rejects if `storage.local` can't be read. If
 * `storage.session` can't be read, its part is empty.
 */
export async function loadState(): Promise<State> {
  return stateIn(readLocal());
}

/** Like `loadState`, plus what the popup listed last time, with one read of `storage.local`. */
export async function loadStateAndSeen(): Promise<{ state: State; seen: Seen }> {
  const state = await loadState();
  return { state, seen: state.seen };
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
    mailboxes: shownMailboxes(mailboxesIn(local, accounts)),
    storageFull: unpack(FLAG_FORMAT, session[storageFullItem.key]),
    visits: unpack(VISITS_FORMAT, session[visitsItem.key]),
    seen: unpack(SEEN_FORMAT, local[seenItem.key]),
    snoozedUntil: unpack(SNOOZE_FORMAT, local[snoozeItem.key]),
    quietEndedUntil: unpack(SNOOZE_FORMAT, local[quietEndedItem.key]),
    policy,
  };
}

function shownMailboxes(mailboxes: Mailboxes): Mailboxes {
  return Object.fromEntries(Object.entries(mailboxes).map(([id, mailbox]) => [id, withOutbox(mailbox)]));
}

/** Deletes the data of removed accounts. Keeps accounts that the policy only disables. */
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

export function onStateChanged(listener: () => void): void {
  watchPolicy();
  onStorageChanged(keys => {
    const others: string[] = [KEYS.seen, checkLogItem.key, shownItem.key, KEYS.icon, menuItem.key];
    if (keys.some(key => !others.includes(key))) listener();
  });
}

export function onCheckNoted(listener: () => void): void {
  onStorageChanged(keys => {
    if (keys.includes(checkLogItem.key)) listener();
  });
}
