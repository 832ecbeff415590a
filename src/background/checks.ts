import type { Account } from '../core/account/account';
import { isPaused } from '../core/account/pause';
import { coalesce } from '../core/concurrency/coalesce';
import type { Clock } from '../core/mailbox/apply-check';
import { nextToSend } from '../core/mailbox/apply-results';
import { lacksNetwork, stopsChecks } from '../core/mailbox/failure';
import type { Mailbox } from '../core/mailbox/mailbox';
import { mailboxOf } from '../core/mailbox/mailbox-of';
import { accountRhythm, nextCheckOf } from '../core/mailbox/next-check';
import {
  AUTOMATIC,
  FLOOR,
  isDue,
  mayCheckOnAction,
  mayCheckOnHint,
  mayCheckOnline,
  type Pace,
  type Rhythm,
} from '../core/mailbox/schedule';
import { type CheckEffects, checkMail } from './check-mail';
import { singleCheck } from './concurrency';
import { createOpenings } from './openings';

export interface ChecksEffects extends CheckEffects {
  loadPlan(): Promise<{ accounts: readonly Account[]; mailboxes: Readonly<Record<string, Mailbox>> }>;
  /** The check interval from the settings and policy; `clock` has the one noted last. */
  chosenPace(): Promise<Pace>;
  /** Makes sure the check alarm is set to `time` (ms since 1970) or sooner, repeating every `period` ms. */
  ensureAlarm(time: number, period: number): Promise<void>;
  /** Sets the check alarm to `time` (ms since 1970), repeating every `period` ms. */
  moveAlarm(time: number, period: number): Promise<void>;
  hasAlarm(): Promise<boolean>;
  /** Draws and announces everything that is stored, for all accounts. */
  presentAll(): Promise<void>;
  removeOrphans(): Promise<void>;
  releaseReader(): Promise<void>;
  /** Resolves after `time` ms, at most 20 s: a background that does nothing lives for 30 s. */
  wait(time: number): Promise<void>;
}

/** Handlers of everything that can start a check. Each resolves when its checks have ended. */
export interface Checks {
  /** At each background start: restores a missing alarm and shows everything not shown yet. */
  start(): Promise<void>;
  onAlarm(): Promise<void>;
  /** Quiet hours, a snooze or the wait for a reminder may have ended or begun: shows everything. */
  onMoment(): Promise<void>;
  /** The user is back: shows the notifications that waited, and checks. */
  onUserBack(): Promise<void>;
  /** Something hints at new mail or at a computer that has just woken up. */
  onHint(): Promise<void>;
  /** The user has opened the popup: checks failing accounts and those not checked within their interval. */
  onLook(): Promise<void>;
  /** The browser is online again: checks the accounts that failed without a network. */
  onOnline(): Promise<void>;
  /** The user has done something with mails of this account: sends it, then checks. */
  onActed(accountId: string): Promise<void>;
  /** The user has opened a mail of this account, or its webmail: checks it soon (`openings.ts`). */
  onOpened(accountId: string, what: 'mail' | 'webmail'): Promise<void>;
  onPermissionsChanged(): Promise<void>;
  onChoicesChanged(): Promise<void>;
  checkNow(accountId?: string): Promise<void>;
  /** The server's answer has just changed: queues a new check behind a running one. */
  checkAfresh(accountId: string): Promise<void>;
}

/** Created once per background start: only this instance knows which checks are running. */
export function createChecks(effects: ChecksEffects): Checks {
  const setAlarm = coalesce(async () => {
    const { pace } = await effects.clock();
    await effects.moveAlarm(...(await nextCheck(pace)));
  });
  const check = singleCheck((account, answered) => checkMail(account, effects, answered));

  /** Time (ms since 1970) of the next due account and the shortest interval in ms. */
  async function nextCheck(pace: Pace): Promise<[time: number, period: number]> {
    const [{ accounts, mailboxes }, { now }] = await Promise.all([effects.loadPlan(), effects.clock()]);
    const watched = accounts
      .map(account => ({ account, mailbox: mailboxOf(account, mailboxes[account.id]) }))
      .filter(({ mailbox }) => isAutomatic(mailbox));
    if (watched.length === 0) {
      const period = pace.chosen ?? AUTOMATIC;
      return [now + period, period];
    }
    const first = Math.min(
      ...watched.map(({ account, mailbox }) => nextCheckOf(account, mailbox, now, pace)),
    );
    const period = Math.min(
      ...watched.map(({ account, mailbox }) => accountRhythm(account, mailbox, pace).interval),
    );
    // A due account is being checked right now. If that check doesn't start, the alarm tries again.
    return [first > now ? first : now + FLOOR, period];
  }

  /** Checks the wanted accounts in parallel; a rejected check doesn't stop the others. */
  async function checkWhere(
    wanted: (mailbox: Mailbox, account: Account, clock: Clock) => boolean | Promise<boolean>,
    follow = false,
  ): Promise<void> {
    const [{ accounts, mailboxes }, clock] = await Promise.all([effects.loadPlan(), effects.clock()]);
    const areWanted = await Promise.all(
      accounts.map(account => wanted(mailboxOf(account, mailboxes[account.id]), account, clock)),
    );
    const outcomes = await Promise.allSettled(
      accounts.filter((_account, index) => areWanted[index]).map(account => check(account, follow)),
    );
    // A check whose result couldn't be stored has shown nothing: show that the storage is full.
    if (outcomes.some(({ status }) => status === 'rejected'))
      await effects.showing(() => effects.present([])).catch(() => {});
    await effects.releaseReader();
    // Last: meanwhile the old alarm repeats, in case a check never ends.
    await setAlarm();
    // A check may have written the mailbox of an account that was removed meanwhile.
    const left = (await effects.loadPlan()).accounts.map(({ id }) => id);
    if (accounts.some(({ id }) => !left.includes(id))) await effects.removeOrphans();
  }

  /** Checks the accounts that are checked automatically and match `wanted`. */
  function checkAutomatic(wanted: (mailbox: Mailbox, now: number, rhythm: Rhythm) => boolean): Promise<void> {
    return checkWhere(
      (mailbox, account, { now, pace }) =>
        isAutomatic(mailbox) &&
        !isPaused(account, now) &&
        wanted(mailbox, now, accountRhythm(account, mailbox, pace)),
    );
  }

  /** Queues a check behind a running one, which may not show the user's action. */
  function checkAfterAction(accountId: string, isWanted = (_mailbox: Mailbox) => true): Promise<void> {
    return checkWhere(
      (mailbox, account, clock) =>
        account.id === accountId && isWanted(mailbox) && mayFollow(mailbox, account, clock),
      true,
    );
  }

  const lookAfterOpening = createOpenings({ wait: effects.wait, checkAfterAction });

  const onHint = () =>
    checkAutomatic(
      (mailbox, now, rhythm) => mayCheckOnHint(mailbox, now, rhythm) || mayBeOnline(mailbox, now, rhythm),
    );

  /** Restores what the browser forgets (alarm, toolbar, menu) and finishes a killed background's work. */
  async function restore(): Promise<void> {
    await effects.ensureAlarm(...(await nextCheck(await effects.chosenPace())));
    await effects.presentAll();
    await effects.removeOrphans();
  }

  /** Sends the entries that a killed background has left. */
  async function resend(): Promise<void> {
    const { mailboxes } = await effects.loadPlan();
    if (Object.values(mailboxes).some(nextToSend))
      await checkWhere(
        (mailbox, ...others) => nextToSend(mailbox) !== undefined && mayFollow(mailbox, ...others),
      );
  }

  return {
    async start() {
      const [shown, hasAlarm] = await Promise.all([effects.shown(), effects.hasAlarm()]);
      if (shown && hasAlarm) return;
      await restore();
      if (!shown) await resend();
      // An update, or turning the extension off and on, clears session and alarms. A killed background leaves its alarm.
      if (!shown && !hasAlarm) await onHint();
    },
    onAlarm: () => checkAutomatic(isDue),
    onMoment: effects.presentAll,
    async onUserBack() {
      await effects.presentAll();
      await onHint();
    },
    onHint,
    onLook: () =>
      checkAutomatic(
        (mailbox, now, rhythm) =>
          (mailbox.failure !== undefined || now - mailbox.checkedAt > rhythm.interval) &&
          // While the user looks, a failing account is checked as often as a healthy one.
          mayCheckOnHint({ ...mailbox, failures: 0 }, now, rhythm),
      ),
    onOnline: () => checkAutomatic(mayBeOnline),
    async onActed(accountId) {
      // The alarm first, for a background that is killed before it has sent anything.
      await Promise.all([setAlarm(), checkAfterAction(accountId)]);
    },
    async onOpened(accountId, what) {
      await Promise.all([setAlarm(), lookAfterOpening(accountId, what)]);
    },
    onPermissionsChanged: () =>
      checkWhere(
        async ({ failure }, { endpoint }) =>
          (failure?.kind === 'permission') === (await effects.mayContact(endpoint)),
      ),
    async onChoicesChanged() {
      await effects.showing(async () => {
        await effects.moveAlarm(...(await nextCheck(await effects.chosenPace())));
        await effects.presentAll();
      });
      await effects.removeOrphans();
      await checkAutomatic(isDue);
    },
    checkAfresh: accountId => checkWhere((_mailbox, { id }) => id === accountId, true),
    checkNow: accountId =>
      checkWhere((_mailbox, account, { now }) =>
        accountId === undefined ? !isPaused(account, now) : account.id === accountId,
      ),
  };
}

/** Whether an account may be checked because the user has done something. */
function mayFollow(mailbox: Mailbox, account: Account, { now, pace }: Clock): boolean {
  return (
    !isPaused(account, now) &&
    isAutomatic(mailbox) &&
    mayCheckOnAction(mailbox, now, accountRhythm(account, mailbox, pace))
  );
}

function isAutomatic({ failure }: Mailbox): boolean {
  return !stopsChecks(failure);
}

/** Whether the account failed without a network and may be tried again. */
function mayBeOnline(mailbox: Mailbox, now: number, rhythm: Rhythm): boolean {
  return lacksNetwork(mailbox.failure) && mayCheckOnline(mailbox, now, rhythm);
}
