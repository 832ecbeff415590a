import { getPersonalMessages } from '../api/client';
import { withCheck } from '../core/check-log';
import type { BackgroundIntents } from '../core/protocol';
import type { Pace } from '../core/schedule';
import { ensureCheckAlarm, isCheckAlarmSet, moveCheckAlarm } from '../platform/alarms';
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
  onPresentAlarm,
  onUserBack,
} from '../platform/events';
import {
  loadPlan,
  notedPace,
  rawCheckLogItem,
  shownItem,
  storageFullItem,
  updateMailboxOf,
} from '../platform/items';
import { mailboxItem } from '../platform/mailboxes';
import { answerIntents } from '../platform/messaging';
import { onOnline } from '../platform/network';
import { mayContact } from '../platform/permissions';
import { reader } from '../platform/reader';
import { type ChecksEffects, createChecks } from './checks';
import { createShowing, type Shown } from './showing';
import { storingMailbox } from './store-mailbox';

/**
 * What a check that finds nothing new does without. It is most of the background, most wake-ups are for such checks,
 * and so it is loaded when it is first needed.
 */
let loading: Promise<ReturnType<typeof import('./late').createLate>> | undefined;

function late() {
  loading ??= import('./late').then(
    ({ createLate }) => createLate(effects, () => checks),
    error => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

/** What this evaluation knows of what only it changes: each is read from the browser once. */
const known: { pace?: Pace; shown?: Shown; full?: boolean } = {};

async function shown(): Promise<Shown> {
  const found = known.shown ?? ((await shownItem.get()) as Shown);
  known.shown ??= found;
  return known.shown;
}

const showing = createShowing({
  shown,
  note(shown) {
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

const effects: ChecksEffects = {
  async clock() {
    // Another one may be chosen while this one is read.
    const found = known.pace ?? (await notedPace()) ?? (await effects.chosenPace());
    known.pace ??= found;
    return { now: Date.now(), pace: known.pace, random: Math.random };
  },
  async chosenPace() {
    known.pace = await (await late()).loadPace();
    return known.pace;
  },
  loadPlan,
  mayContact,
  call: account =>
    getPersonalMessages(account, {
      fetch: fetch.bind(globalThis),
      isOnline: () => navigator.onLine,
      now: Date.now,
    }),
  digest,
  async read(text, status) {
    // What reads takes the longest to open, and opens while the rest is loaded.
    const [reading, { readOf }] = await Promise.all([reader.read(text), late()]);
    return readOf(reading, status);
  },
  releaseReader: reader.release,
  change: async result => (await late()).change(result),
  updateMailbox: storing((accountId, change) => mailboxItem(accountId).update(change)),
  updateMailboxOf: storing(updateMailboxOf),
  noteCheck: async entry => void (await rawCheckLogItem.update(log => withCheck(log, entry))),
  removeOrphans: async () => (await late()).removeOrphans(),
  ensureAlarm: ensureCheckAlarm,
  moveAlarm: moveCheckAlarm,
  hasAlarm: isCheckAlarmSet,
  shown,
  showing,
  present: async accountIds => (await late()).present(accountIds),
  presentAll: () => showing(async () => (await late()).presentAll(), true),
};
const checks = createChecks(effects);

const intents: BackgroundIntents = {
  checkNow: checks.checkNow,
  popupOpened: checks.onLook,
  online: checks.onOnline,
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
onNoticesAllowed(() => void checks.onMoment());
onOnline(() => void checks.onOnline());
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
void checks.start();
