import { getPersonalMessages } from '../api/client';
import type { Account } from '../core/account';
import type { BackgroundIntents, Trial } from '../core/protocol';
import { mayCheck } from '../core/schedule';
import { drawBadge } from '../platform/action';
import { ensureCheckAlarm, onCheckAlarm } from '../platform/alarms';
import { digest } from '../platform/digest';
import { launchSignIn, redirectUri } from '../platform/identity';
import { onUserBack } from '../platform/idle';
import {
  accountsItem,
  loadState,
  mailboxItem,
  onChoicesChanged,
  removeOrphanMailboxes,
  settingsItem,
  startedItem,
} from '../platform/items';
import { onBrowserStart, onFirstInstall } from '../platform/lifecycle';
import { answerIntents } from '../platform/messaging';
import { clearNotice, onNoticeClicked, showingNotices, showNotice } from '../platform/notifications';
import { mayContact, onPermissionsChanged } from '../platform/permissions';
import { reader } from '../platform/reader';
import { openLink, openListInTab, openSettings } from '../platform/tabs';
import { askServer, type CheckEffects, checkMail, singleFlight } from './check-mail';
import { openNotice } from './open-notice';
import { type PresentEffects, present, redraw } from './present';
import { signIn } from './sign-in';

const presentEffects: PresentEffects = {
  loadState,
  drawBadge,
  showNotice,
  showingNotices,
  clearNotice,
  updateMailbox: (accountId, change) => mailboxItem(accountId).update(change),
};

const checkEffects: CheckEffects = {
  now: Date.now,
  loadState,
  mayContact,
  call: account =>
    getPersonalMessages(account, { fetch: fetch.bind(globalThis), isOnline: () => navigator.onLine }),
  digest,
  read: text => reader.read(text),
  updateMailbox: presentEffects.updateMailbox,
  present: accountId => present(accountId, presentEffects),
};

const check = singleFlight(account => checkMail(account, checkEffects));

/** Checks the accounts side by side; one that fails to be checked holds up no other. */
async function checkAll(wanted: (account: Account) => boolean = () => true): Promise<void> {
  const accounts = await accountsItem.get();
  await Promise.allSettled(accounts.filter(wanted).map(check));
  await reader.release();
  // An account that was removed meanwhile may have been written to once more.
  await removeOrphanMailboxes();
}

/** For events that only hint at mail. */
async function checkUnlessRecent(): Promise<void> {
  const { mailboxes } = await loadState();
  await checkAll(({ id }) => mayCheck(mailboxes[id]?.attemptedAt ?? 0, Date.now()));
}

async function applyChoices(): Promise<void> {
  const { checkEvery } = await settingsItem.get();
  await ensureCheckAlarm(checkEvery);
  await removeOrphanMailboxes();
  await redraw(presentEffects);
}

/** Each evaluation: the alarm is certain; what a new browser session has forgotten is drawn and checked again. */
async function start(): Promise<void> {
  await ensureCheckAlarm((await settingsItem.get()).checkEvery);
  if (await startedItem.get()) return;
  await redraw(presentEffects);
  await startedItem.set(true);
  await checkAll();
}

const intents: BackgroundIntents = {
  checkNow: accountId => checkAll(({ id }) => accountId === undefined || id === accountId),
  async tryAccount(account): Promise<Trial> {
    const result = await askServer(account, '', checkEffects);
    await reader.release();
    if (result.kind === 'failure') return { kind: 'failed', failure: result.failure };
    if (result.kind === 'unchanged') throw new Error('an answer was taken for one read before');
    return { kind: 'works', unread: result.answer.unread, sms: result.answer.sms };
  },
  async signIn(accountId) {
    const result = await signIn(accountId, {
      findAccount: async id => (await accountsItem.get()).find(account => account.id === id),
      redirectUri,
      randomState: () => crypto.randomUUID(),
      launch: launchSignIn,
      saveToken: async (id, token) => {
        await accountsItem.update(accounts =>
          accounts.map(account => (account.id === id ? { ...account, token } : account)),
        );
      },
    });
    if (result === 'signed-in') await intents.checkNow(accountId);
    return result;
  },
};

// Registered on first evaluation: an event that wakes the worker finds its listener.
onCheckAlarm(() => void checkAll());
onUserBack(() => void checkUnlessRecent());
onPermissionsChanged(() => void checkAll());
onChoicesChanged(() => void applyChoices());
onNoticeClicked(id => void openNotice(id, { loadState, openLink, openListInTab, clearNotice }));
onFirstInstall(() => void openSettings());
// The worker's evaluation does the rest; without this listener no browser start would wake it.
onBrowserStart(() => {});
answerIntents('background', { ...intents });
void start();
