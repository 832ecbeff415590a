import { getPersonalMessages, postAction } from '../api/client';
import { findGateway, postEnd } from '../api/gateway';
import type { Account } from '../core/account/account';
import { withToken } from '../core/account/account-form';
import { webmailOf } from '../core/account/webmail';
import { sampleNotice } from '../core/announce/notices';
import { coalesce } from '../core/concurrency/coalesce';
import { withoutRefusals } from '../core/mailbox/apply-outbox';
import { withCheck } from '../core/mailbox/check-log';
import { readOf } from '../core/mailbox/failure-table';
import type { Mailbox } from '../core/mailbox/mailbox';
import type { Pace } from '../core/mailbox/schedule';
import type { BackgroundIntents } from '../core/protocol';
import { menuCommand } from '../core/view/menu';
import { BADGE_WIDTH, drawBadge } from '../platform/action';
import { ensureCheckAlarm, isCheckAlarmSet, moveCheckAlarm, presentAt } from '../platform/alarms';
import { digest } from '../platform/digest';
import {
  onBrowserStart,
  onCheckAlarm,
  onChoicesChanged,
  onFirstInstall,
  onKeyboardCommand,
  onMenuClicked,
  onMiddleClick,
  onNoticeButton,
  onNoticeClicked,
  onNoticesAllowed,
  onPermissionsChanged,
  onPopupSeen,
  onPresentAlarm,
  onUserBack,
} from '../platform/events';
import { translate } from '../platform/i18n';
import { openWindow, redirectUri } from '../platform/identity';
import { presence } from '../platform/idle';
import {
  accountsItem,
  checkLogItem,
  loadPlan,
  notedPace,
  shownItem,
  storageFullItem,
  updateMailboxOf,
} from '../platform/items';
import { lock } from '../platform/locks';
import { mailboxItem } from '../platform/mailboxes';
import { drawMenu } from '../platform/menu';
import { answerIntents } from '../platform/messaging';
import { onOnline } from '../platform/network';
import { clearNotice, showingNotices, showNotice } from '../platform/notifications';
import { addressesOf, mayContact, releaseHosts } from '../platform/permissions';
import { reader } from '../platform/reader';
import { sounds } from '../platform/sound/sounds';
import {
  loadAndNotePace,
  menuItem,
  loadState as readState,
  removeOrphans,
  snoozeItem,
  visitsItem,
} from '../platform/state';
import { closeToContentScripts } from '../platform/storage';
import { isInFront, openListInTab, openMail, openSettings } from '../platform/tabs';
import { createActs } from './act';
import { type ChecksEffects, createChecks } from './checks';
import { createCommands } from './commands';
import { singleFlight } from './concurrency';
import { connect } from './connect';
import { drawMenuFor } from './draw-menu';
import { endToken } from './end-token';
import { storingMailbox } from './full-storage';
import { openNotice } from './open-notice';
import { type PresentEffects, present, presentAll, redraw } from './present';
import { pressNotice } from './press-notice';
import { createShowing } from './showing';
import { signIn } from './sign-in';
import { tryAccount } from './try-account';
import type { VisitEffects } from './visit';
import { visitPrivacyPage } from './visit-privacy-page';

/** Cached values that only this background changes: each is read from storage once. */
const known: { pace?: Pace; shown?: boolean; full?: boolean } = {};

async function shown(): Promise<boolean> {
  const found = known.shown ?? (await shownItem.get());
  known.shown ??= found;
  return known.shown;
}

const showing = createShowing({
  shown,
  setShown(shown) {
    known.shown = shown;
    return shownItem.set(shown);
  },
});

const storing = storingMailbox({
  async isFull() {
    const found = known.full ?? (await storageFullItem.get().catch(() => false));
    known.full ??= found;
    return known.full;
  },
  setFull: full =>
    showing(async () => {
      known.full = full;
      await storageFullItem.set(full);
      await effects.present([]);
    }),
});

// Coalesced, or twenty accounts with new mail would load everything forty times.
const loadState = coalesce(readState);
const updateMailbox = storing((accountId: string, change: (mailbox: Mailbox) => Mailbox) =>
  mailboxItem(accountId).update(change),
);

const presentEffects: PresentEffects = {
  loadState,
  updateMailbox,
  presentAt,
  now: Date.now,
  presence,
  isInFront,
  badgeWidth: BADGE_WIDTH,
  drawBadge,
  showNotice,
  showingNotices,
  clearNotice,
  playSound: sounds.play,
  lock,
  t: translate,
};

const redrawMenu = () =>
  drawMenuFor({
    loadState,
    now: Date.now,
    drawnMenu: menuItem.get,
    noteDrawnMenu: menuItem.set,
    drawMenu,
    lock,
  });

const web = { fetch: fetch.bind(globalThis) };
const calling = { ...web, isOnline: () => navigator.onLine, now: Date.now };

const effects: ChecksEffects = {
  async clock() {
    // Assign only now: chosenPace may have set a newer one during the read.
    const found = known.pace ?? (await notedPace()) ?? (await effects.chosenPace());
    known.pace ??= found;
    return { now: Date.now(), pace: known.pace, random: Math.random };
  },
  async chosenPace() {
    known.pace = await loadAndNotePace();
    return known.pace;
  },
  loadPlan,
  mayContact,
  call: account => getPersonalMessages(account, calling),
  post: (account, action, messageIds, folders) =>
    postAction(account, { action, messageIds, folders }, calling),
  lock,
  wait: time => new Promise(resolve => void setTimeout(resolve, time)),
  digest,
  read: async (text, status) => readOf(await reader.read(text), status),
  releaseReader: reader.release,
  updateMailbox,
  updateMailboxOf: storing(updateMailboxOf),
  noteCheck: async entry => void (await checkLogItem.update(log => withCheck(log, entry))),
  removeOrphans,
  ensureAlarm: ensureCheckAlarm,
  moveAlarm: moveCheckAlarm,
  hasAlarm: isCheckAlarmSet,
  shown,
  showing,
  present: accountIds => present(accountIds, presentEffects),
  presentAll: () =>
    showing(async () => {
      await Promise.all([presentAll(presentEffects), redrawMenu(), closeToContentScripts()]);
    }, true),
};
const checks = createChecks(effects);
const newId = () => crypto.randomUUID();
const acts = createActs({ ...effects, now: Date.now, newId, checks });

const visits: VisitEffects = {
  redirectUri,
  openWindow,
  async noteVisit(accountId, problem) {
    await visitsItem.update(({ [accountId]: _former, ...others }) =>
      problem ? { ...others, [accountId]: { problem, at: Date.now() } } : others,
    );
  },
};
const randomState = () => crypto.randomUUID();
// A second click while the sign-in window is open opens no second window.
const signInOnce = singleFlight((accountId: string) =>
  signIn(accountId, {
    ...visits,
    findAccount: async id => (await accountsItem.get()).find(account => account.id === id),
    randomState,
    async saveToken(account, token, mailbox) {
      const after = await accountsItem.update(all => withToken(all, account, token, mailbox));
      return after.some(({ id, token: saved }) => id === account.id && saved === token);
    },
  }),
);
const visitPrivacyPageOnce = singleFlight((accountId: string) =>
  visitPrivacyPage(accountId, {
    ...visits,
    findMailbox: async id => (await loadState()).mailboxes[id],
    checkNow: id => checks.checkAfresh(id),
  }),
);

const openIn = async (account: Account, address: string) =>
  openMail(address, webmailOf(account) ?? '', (await loadState()).settings);
const commands = createCommands({
  loadState,
  checkNow: () => checks.checkNow(),
  openIn,
  openListInTab,
  openSettings,
  setSnooze: snoozeItem.set,
  now: Date.now,
});
const openClicked = (noticeId: string) =>
  openNotice(noticeId, {
    loadState,
    openIn,
    opened: acts.opened,
    openListInTab,
    openSettings,
    signIn: signInOnce,
    showNotice,
    clearNotice,
    t: translate,
  });
const pressed = (noticeId: string, index: number) =>
  pressNotice(noticeId, index, {
    loadState,
    act: acts.act,
    open: openClicked,
    snooze: () => commands.snooze('hour'),
    newId,
    clearNotice,
  });

const intents: BackgroundIntents = {
  checkNow: checks.checkNow,
  popupOpened: checks.onLook,
  online: checks.onOnline,
  mailOpened: ({ accountId, ids }) => acts.opened(accountId, ids),
  act: ({ accountId, ...wish }) => acts.act(accountId, wish),
  undo: ({ accountId, entryId }) => acts.undo(accountId, entryId),
  dismissRefusals: async accountId => void (await updateMailbox(accountId, withoutRefusals)),
  tryAccount: account => tryAccount(account, effects),
  async testNotification() {
    const { settings } = await loadState();
    await showNotice(sampleNotice({ ...settings, t: translate }), settings.notificationsStay);
  },
  signIn: async accountId => void (await signInOnce(accountId)),
  findGateway: ({ origin, deadline }) => findGateway(origin, { ...web, deadline }),
  connect: account =>
    connect(account, {
      ...visits,
      randomState,
      newId,
      updateAccounts: accountsItem.update,
    }),
  async release(account) {
    // The gateway can only be called as long as the permission is there.
    await endToken(account, {
      findGateway: origin => findGateway(origin, web),
      postEnd: (address, token) => postEnd(address, token, web),
    });
    await releaseHosts(addressesOf(account));
  },
  visitPrivacyPage: async accountId => void (await visitPrivacyPageOnce(accountId)),
};

// Register synchronously, or an event that wakes the background finds no listener.
onCheckAlarm(() => void checks.onAlarm());
onPresentAlarm(() => void checks.onMoment());
onUserBack(() => void checks.onUserBack());
onNoticesAllowed(() => void checks.onMoment());
onOnline(() => void checks.onOnline());
// A badge that counts new mail changes when the user opens the popup.
onPopupSeen(() => void redraw(presentEffects).catch(() => {}));
onPermissionsChanged(() => void checks.onPermissionsChanged());
onChoicesChanged(() => void checks.onChoicesChanged());
onNoticeClicked(id => void openClicked(id));
onNoticeButton((id, index) => void pressed(id, index));
onMenuClicked(id => {
  const command = menuCommand(id);
  if (command) void commands.run(command);
});
onKeyboardCommand(name => void (name === 'check-now' ? checks.checkNow() : commands.openWebmail()));
onMiddleClick(() => void commands.openWebmail());
onFirstInstall(() => void openSettings());
onBrowserStart(() => void checks.onHint());
answerIntents('background', { ...intents });
void checks.start();
