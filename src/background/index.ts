import { getPersonalMessages } from '../api/client';
import type { Account } from '../core/account';
import { withToken } from '../core/account-form';
import { withCheck } from '../core/check-log';
import { menuCommand } from '../core/menu';
import type { BackgroundIntents } from '../core/protocol';
import { sampleNotice } from '../core/sample-notice';
import { drawBadge, onMiddleClick } from '../platform/action';
import {
  ensureCheckAlarm,
  moveCheckAlarm,
  onCheckAlarm,
  onPresentAlarm,
  presentAt,
} from '../platform/alarms';
import { onKeyboardCommand } from '../platform/commands';
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
  menuItem,
  onChoicesChanged,
  removeOrphans,
  snoozeItem,
  startedItem,
  storageFullItem,
  visitsItem,
} from '../platform/items';
import { onBrowserStart, onFirstInstall } from '../platform/lifecycle';
import { inTurn } from '../platform/locks';
import { drawMenu, onMenuClicked } from '../platform/menu';
import { answerIntents } from '../platform/messaging';
import {
  clearNotice,
  onNoticeButton,
  onNoticeClicked,
  showingNotices,
  showNotice,
} from '../platform/notifications';
import { mayContact, onPermissionsChanged } from '../platform/permissions';
import { reader } from '../platform/reader';
import { sounds } from '../platform/sounds';
import { closeToContentScripts } from '../platform/storage';
import { isInFront, openListInTab, openMail, openSettings } from '../platform/tabs';
import { type ChecksEffects, createChecks } from './checks';
import { createCommands } from './commands';
import { drawMenuFor } from './draw-menu';
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
  playSound: sounds.play,
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

const openIn = async ({ webmail }: Account, address: string) =>
  openMail(address, webmail, (await loadState()).settings);
const commands = createCommands({
  loadState,
  checkNow: () => checks.checkNow(),
  openIn,
  openSettings,
  setSnooze: snoozeItem.set,
  now: Date.now,
});
const openClicked = (noticeId: string) =>
  openNotice(noticeId, {
    loadState,
    openIn,
    mailOpened: checks.onMailOpened,
    openListInTab,
    openSettings,
    signIn: signInOnce,
    showNotice,
    clearNotice,
    t: translate,
  });
const redrawMenu = () =>
  drawMenuFor({
    loadState,
    now: Date.now,
    drawnMenu: menuItem.get,
    noteDrawnMenu: menuItem.set,
    drawMenu,
    inTurn,
  });

const intents: BackgroundIntents = {
  checkNow: checks.checkNow,
  mailOpened: checks.onMailOpened,
  tryAccount: account => tryAccount(account, effects),
  async testNotification() {
    const { settings } = await loadState();
    await showNotice(sampleNotice({ ...settings, t: translate }), settings.notificationsStay);
  },
  signIn: async accountId => void (await signInOnce(accountId)),
  visitPrivacyPage: async accountId => void (await visitPrivacyPageOnce(accountId)),
};

// Registered on first evaluation: an event that wakes the worker finds its listener.
onCheckAlarm(() => void checks.onAlarm());
onPresentAlarm(() => {
  void checks.onMoment();
  void redrawMenu();
});
onUserBack(() => void checks.onUserBack());
onPermissionsChanged(() => void checks.onPermissionsChanged());
onChoicesChanged(() => {
  void checks.onChoicesChanged();
  void redrawMenu();
});
onNoticeClicked(id => void openClicked(id));
onNoticeButton((id, button) => {
  if (button === 'open') return void openClicked(id);
  void commands.snooze('hour');
  void clearNotice(id);
});
onMenuClicked(id => {
  const command = menuCommand(id);
  if (command) void commands.run(command);
});
onKeyboardCommand(name => void (name === 'check-now' ? checks.checkNow() : commands.openWebmail()));
onMiddleClick(() => void commands.openWebmail());
onFirstInstall(() => void openSettings());
// The worker's evaluation does the rest; without this listener no browser start would wake it.
onBrowserStart(() => {});
answerIntents('background', { ...intents });
void closeToContentScripts();
void checks.start();
void redrawMenu();
