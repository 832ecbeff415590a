import type { Account } from '../core/account/account';
import type { Clock } from '../core/mailbox/apply-unchanged';
import { lacksNetwork, stopsChecks } from '../core/mailbox/failure';
import { type Mailbox, mailboxOf } from '../core/mailbox/mailbox';
import {
  AUTOMATIC,
  dueAt,
  FLOOR,
  isDue,
  mayCheckOnHint,
  mayCheckOnline,
  type Pace,
  type Rhythm,
  rhythmOf,
  timingAfterOpening,
} from '../core/mailbox/schedule';
import { type CheckEffects, checkMail } from './check-mail';
import { coalesce, singleCheck } from './concurrency';

export interface ChecksEffects extends CheckEffects {
  /** What checks are planned by. */
  loadPlan(): Promise<{ accounts: readonly Account[]; mailboxes: Readonly<Record<string, Mailbox>> }>;
  /** How the user or their organisation has chosen that mail is checked; that of `clock` is as it was noted last. */
  chosenPace(): Promise<Pace>;
  /** Makes sure that the alarm is set, to `time` (ms since 1970) or sooner, and repeats itself after `period` ms. */
  ensureAlarm(time: number, period: number): Promise<void>;
  /** Sets the alarm to `time` (ms since 1970); it repeats itself after `period` ms. */
  moveAlarm(time: number, period: number): Promise<void>;
  hasAlarm(): Promise<boolean>;
  /** Shows all that is stored, in whichever account. */
  presentAll(): Promise<void>;
  /** Forgets what is stored of accounts that are no more. */
  removeOrphans(): Promise<void>;
  /** Says that no answer is to be read for now. */
  releaseReader(): Promise<void>;
}

/** All that makes the background check mail. Each ends when the checks that it began have. */
export interface Checks {
  /** Each evaluation of the background: the alarm is certain, and what is stored is what is shown, unless that is noted. */
  start(): Promise<void>;
  onAlarm(): Promise<void>;
  /** What is shown may have changed with time alone: quiet hours, a snooze, a reminder. */
  onMoment(): Promise<void>;
  /** The user is back: what waited for them is shown, and there may be mail. */
  onUserBack(): Promise<void>;
  /** For what only hints at mail, or at a machine that has just woken. */
  onHint(): Promise<void>;
  /** The user has opened the popup: checks the accounts that fail, and those whose news is older than their interval. */
  onLook(): Promise<void>;
  /** There may be a network again: what failed for want of one is checked. */
  onOnline(): Promise<void>;
  /** The user has opened a mail of this account, which is as good as read. */
  onMailOpened(accountId: string): Promise<void>;
  onPermissionsChanged(): Promise<void>;
  /** The user has changed accounts or settings. */
  onChoicesChanged(): Promise<void>;
  /** The user wants it now: one account, or all of them. */
  checkNow(accountId?: string): Promise<void>;
  /** What the server tells of this account has just changed: a check that began before doesn't do. */
  checkAfresh(accountId: string): Promise<void>;
}

/** One for each evaluation of the background: what runs is known to it alone. */
export function createChecks(effects: ChecksEffects): Checks {
  const setAlarm = coalesce(async () => {
    const { pace } = await effects.clock();
    await effects.moveAlarm(...(await nextCheck(pace)));
  });
  const check = singleCheck((account, answered) => checkMail(account, effects, answered));

  /** When the first account is due, and the shortest interval of all; without accounts, the alarm keeps its rhythm. */
  async function nextCheck(pace: Pace): Promise<[time: number, period: number]> {
    const [{ accounts, mailboxes }, { now }] = await Promise.all([effects.loadPlan(), effects.clock()]);
    const watched = accounts.map(account => mailboxOf(account, mailboxes[account.id])).filter(goesOn);
    if (watched.length === 0) {
      const period = pace.chosen ?? AUTOMATIC;
      return [now + period, period];
    }
    const rhythms = watched.map(mailbox => rhythmOf(mailbox, pace));
    const first = Math.min(...watched.map((mailbox, index) => dueAt(mailbox, now, rhythms[index] as Rhythm)));
    const period = Math.min(...rhythms.map(({ interval }) => interval));
    // What is due already is just being checked; should that fail to begin, the alarm comes back to it.
    return [first > now ? first : now + FLOOR, period];
  }

  /** Checks the accounts side by side; one that fails to be checked holds up no other. */
  async function checkThose(
    wanted: (mailbox: Mailbox, account: Account, clock: Clock) => boolean | Promise<boolean>,
    follow = false,
  ): Promise<void> {
    const [{ accounts, mailboxes }, clock] = await Promise.all([effects.loadPlan(), effects.clock()]);
    const verdicts = await Promise.all(
      accounts.map(account => wanted(mailboxOf(account, mailboxes[account.id]), account, clock)),
    );
    const ends = await Promise.allSettled(
      accounts.filter((_account, index) => verdicts[index]).map(account => check(account, follow)),
    );
    // One that couldn't be stored has shown nothing; that there is no room is to be seen.
    if (ends.some(({ status }) => status === 'rejected'))
      await effects.showing(() => effects.present([])).catch(() => {});
    await effects.releaseReader();
    // Until then the one that is set repeats itself, and so comes back to checks that never end.
    await setAlarm();
    // An account that was removed meanwhile may have been written to once more.
    const left = (await effects.loadPlan()).accounts.map(({ id }) => id);
    if (accounts.some(({ id }) => !left.includes(id))) await effects.removeOrphans();
  }

  /** Checks the accounts that go on by themselves, where `wanted` says so. */
  function checkSome(wanted: (mailbox: Mailbox, now: number, rhythm: Rhythm) => boolean): Promise<void> {
    return checkThose(
      (mailbox, _account, { now, pace }) => goesOn(mailbox) && wanted(mailbox, now, rhythmOf(mailbox, pace)),
    );
  }

  const onHint = () =>
    checkSome(
      (mailbox, now, rhythm) => mayCheckOnHint(mailbox, now, rhythm) || maybeBack(mailbox, now, rhythm),
    );

  /** What a browser forgets at its end, and what a background that died had not yet done. */
  async function restore(): Promise<void> {
    await effects.ensureAlarm(...(await nextCheck(await effects.chosenPace())));
    await effects.presentAll();
    await effects.removeOrphans();
  }

  return {
    async start() {
      const [shown, hasAlarm] = await Promise.all([effects.shown(), effects.hasAlarm()]);
      if (shown && hasAlarm) return;
      await restore();
      if (!shown) await onHint();
    },
    onAlarm: () => checkSome(isDue),
    onMoment: effects.presentAll,
    async onUserBack() {
      await effects.presentAll();
      await onHint();
    },
    onHint,
    onLook: () =>
      checkSome(
        (mailbox, now, rhythm) =>
          (mailbox.failure !== undefined || now - mailbox.checkedAt > rhythm.interval) &&
          // Who looks is worth as much as a healthy account.
          mayCheckOnHint({ ...mailbox, failures: 0 }, now, rhythm),
      ),
    onOnline: () => checkSome(maybeBack),
    async onMailOpened(accountId) {
      const { now } = await effects.clock();
      await effects.updateMailbox(accountId, mailbox => timingAfterOpening(mailbox, now));
      await setAlarm();
    },
    onPermissionsChanged: () =>
      checkThose(
        async ({ failure }, { endpoint }) =>
          (failure?.kind === 'permission') === (await effects.mayContact(endpoint)),
      ),
    async onChoicesChanged() {
      await effects.showing(async () => {
        await effects.moveAlarm(...(await nextCheck(await effects.chosenPace())));
        await effects.presentAll();
      });
      await effects.removeOrphans();
      await checkSome(isDue);
    },
    checkAfresh: accountId => checkThose((_mailbox, { id }) => id === accountId, true),
    checkNow: accountId => checkThose((_mailbox, { id }) => accountId === undefined || id === accountId),
  };
}

/** Whether the account is checked by itself. */
function goesOn({ failure }: Mailbox): boolean {
  return !stopsChecks(failure);
}

/** Whether a network that may be there again is worth a try. */
function maybeBack(mailbox: Mailbox, now: number, rhythm: Rhythm): boolean {
  return lacksNetwork(mailbox.failure) && mayCheckOnline(mailbox, now, rhythm);
}
