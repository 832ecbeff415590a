import { getPersonalMessages } from '../api/client';
import { withCheck } from '../core/check-log';
import type { BackgroundIntents } from '../core/protocol';
import { alarmInterval, ensureCheckAlarm, moveCheckAlarm } from '../platform/alarms';
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
  onPermissionsChanged,
  onPresentAlarm,
  onUserBack,
} from '../platform/events';
import {
  accountsItem,
  loadPhase,
  loadPlan,
  rawCheckLogItem,
  shownItem,
  storageFullItem,
} from '../platform/items';
import { mailboxItem } from '../platform/mailboxes';
import { answerIntents } from '../platform/messaging';
import { mayContact } from '../platform/permissions';
import { closeToContentScripts } from '../platform/storage';
import { type ChecksEffects, createChecks } from './checks';
import { createShowing, type Shown } from './showing';
import { storingMailbox } from './store-mailbox';

/**
 * What a check that finds nothing new does without. It is most of the background, most wake-ups are for such checks,
 * and so it is loaded when it is first needed.
 */
let loading: Promise<ReturnType<typeof import('./late').createLate>> | undefined;

function late() {
  loading ??= import('./late').then(({ createLate }) => createLate(effects, () => checks));
  return loading;
}

const showing = createShowing(shownItem.set);

const effects: ChecksEffects = {
  async clock() {
    const [interval, phase] = await Promise.all([alarmInterval(), loadPhase()]);
    const rhythm = interval ? { interval, phase } : await effects.chosenRhythm();
    return { now: Date.now(), rhythm, random: Math.random };
  },
  chosenRhythm: async () => (await late()).loadRhythm(),
  loadPlan,
  holdAccounts: accountsItem.hold,
  mayContact,
  call: account =>
    getPersonalMessages(account, {
      fetch: fetch.bind(globalThis),
      isOnline: () => navigator.onLine,
      now: Date.now,
    }),
  digest,
  read: async (text, status) => (await late()).read(text, status),
  releaseReader: async () => (await loading)?.releaseReader(),
  change: async result => (await late()).change(result),
  updateMailbox: storingMailbox({
    update: (accountId, change) => mailboxItem(accountId).update(change),
    isFull: storageFullItem.get,
    setFull: full =>
      showing(async () => {
        await storageFullItem.set(full);
        await effects.present([]);
      }),
  }),
  noteCheck: async entry => void (await rawCheckLogItem.update(log => withCheck(log, entry))),
  removeOrphans: async () => (await late()).removeOrphans(),
  ensureAlarm: ensureCheckAlarm,
  moveAlarm: moveCheckAlarm,
  hasAlarm: async () => (await alarmInterval()) !== undefined,
  shown: async () => (await shownItem.get()) as Shown,
  showing,
  present: async accountIds => (await late()).present(accountIds),
  presentAll: () => showing(async () => (await late()).presentAll()),
};
const checks = createChecks(effects);

const intents: BackgroundIntents = {
  checkNow: checks.checkNow,
  mailOpened: checks.onMailOpened,
  tryAccount: async account => (await late()).tryAccount(account),
  testNotification: async () => (await late()).testNotification(),
  signIn: async accountId => (await late()).signIn(accountId),
  visitPrivacyPage: async accountId => (await late()).visitPrivacyPage(accountId),
};

// Registered on first evaluation: an event that wakes the worker finds its listener.
onCheckAlarm(() => void checks.onAlarm());
onPresentAlarm(() => void checks.onMoment());
onUserBack(() => void checks.onUserBack());
onPermissionsChanged(() => void checks.onPermissionsChanged());
onChoicesChanged(() => void checks.onChoicesChanged());
onNoticeClicked(async id => (await late()).openClicked(id));
onNoticeButton(async (id, button) => (await late()).pressed(id, button));
onMenuClicked(async id => (await late()).runEntry(id));
onKeyboardCommand(async name => (name === 'check-now' ? checks.checkNow() : (await late()).openWebmail()));
onMiddleClick(async () => (await late()).openWebmail());
onFirstInstall(async () => (await late()).openSettings());
// The worker's evaluation does the rest; without this listener no browser start would wake it.
onBrowserStart(() => {});
answerIntents('background', { ...intents });
void closeToContentScripts();
void checks.start();
