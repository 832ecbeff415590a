import { getPersonalMessages } from '../api/client';
import { withToken } from '../core/account';
import { withCheck } from '../core/check-log';
import type { BackgroundIntents } from '../core/protocol';
import { drawBadge } from '../platform/action';
import {
  ensureCheckAlarm,
  moveCheckAlarm,
  onCheckAlarm,
  onPresentAlarm,
  presentAt,
} from '../platform/alarms';
import { digest } from '../platform/digest';
import { translate } from '../platform/i18n';
import { openWindow, redirectUri } from '../platform/identity';
import { onUserBack, presence } from '../platform/idle';
import {
  accountsItem,
  checkLogItem,
  loadRhythm,
  loadState,
  mailboxItem,
  onChoicesChanged,
  removeOrphans,
  startedItem,
  storageFullItem,
  visitsItem,
} from '../platform/items';
import { onBrowserStart, onFirstInstall } from '../platform/lifecycle';
import { inTurn } from '../platform/locks';
import { answerIntents } from '../platform/messaging';
import { clearNotice, onNoticeClicked, showingNotices, showNotice } from '../platform/notifications';
import { mayContact, onPermissionsChanged } from '../platform/permissions';
import { reader } from '../platform/reader';
import { closeToContentScripts } from '../platform/storage';
import { isInFront, openLink, openListInTab, openSettings } from '../platform/tabs';
import { type ChecksEffects, createChecks } from './checks';
import { once } from './once';
import { openNotice } from './open-notice';
import { signIn } from './sign-in';
import { storingMailbox } from './store-mailbox';
import { tryAccount } from './try-account';
import type { VisitEffects } from './visit';
import { visitPrivacyPage } from './visit-privacy-page';

const effects: ChecksEffects = {
  clock: async () => ({ now: Date.now(), rhythm: await loadRhythm(), random: Math.random }),
  holdAccounts: accountsItem.hold,
  loadState,
  mayContact,
  call: account =>
    getPersonalMessages(account, {
      fetch: fetch.bind(globalThis),
      isOnline: () => navigator.onLine,
      now: Date.now,
    }),
  digest,
  read: text => reader.read(text),
  releaseReader: () => reader.release(),
  updateMailbox: storingMailbox({
    update: (accountId, change) => mailboxItem(accountId).update(change),
    isFull: storageFullItem.get,
    setFull: storageFullItem.set,
  }),
  noteCheck: async entry => void (await checkLogItem.update(log => withCheck(log, entry))),
  removeOrphans,
  ensureAlarm: ensureCheckAlarm,
  moveAlarm: moveCheckAlarm,
  presentAt,
  now: Date.now,
  presence,
  isInFront,
  async isNewSession() {
    if (await startedItem.get()) return false;
    await startedItem.set(true);
    return true;
  },
  drawBadge,
  showNotice,
  showingNotices,
  clearNotice,
  playSound: async () => {},
  inTurn,
  t: translate,
};
const checks = createChecks(effects);

const visits: VisitEffects = {
  redirectUri,
  openWindow,
  async noteVisit(accountId, problem) {
    await visitsItem.update(({ [accountId]: _former, ...others }) =>
      problem ? { ...others, [accountId]: { problem, at: Date.now() } } : others,
    );
  },
};
// Whoever asks twice for a window has lost sight of the one that is open, and needs no second one.
const signInOnce = once((accountId: string) =>
  signIn(accountId, {
    ...visits,
    findAccount: async id => (await accountsItem.get()).find(account => account.id === id),
    randomState: () => crypto.randomUUID(),
    async saveToken(account, token) {
      const after = await accountsItem.update(all => withToken(all, account, token));
      return after.some(({ id, token: saved }) => id === account.id && saved === token);
    },
  }),
);
const visitPrivacyPageOnce = once((accountId: string) =>
  visitPrivacyPage(accountId, {
    ...visits,
    findMailbox: async id => (await loadState()).mailboxes[id],
    checkNow: checks.checkAfresh,
  }),
);

const intents: BackgroundIntents = {
  checkNow: checks.checkNow,
  tryAccount: account => tryAccount(account, effects),
  signIn: async accountId => void (await signInOnce(accountId)),
  visitPrivacyPage: async accountId => void (await visitPrivacyPageOnce(accountId)),
};

// Registered on first evaluation: an event that wakes the worker finds its listener.
onCheckAlarm(() => void checks.onAlarm());
onPresentAlarm(() => void checks.onMoment());
onUserBack(() => void checks.onUserBack());
onPermissionsChanged(() => void checks.onPermissionsChanged());
onChoicesChanged(() => void checks.onChoicesChanged());
onNoticeClicked(
  id =>
    void openNotice(id, {
      loadState,
      openLink,
      openListInTab,
      openSettings,
      signIn: signInOnce,
      showNotice,
      clearNotice,
      t: translate,
    }),
);
onFirstInstall(() => void openSettings());
// The worker's evaluation does the rest; without this listener no browser start would wake it.
onBrowserStart(() => {});
answerIntents('background', { ...intents });
void closeToContentScripts();
void checks.start();
