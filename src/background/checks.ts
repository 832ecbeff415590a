import type { Account } from '../core/account';
import { stopsChecks } from '../core/failure';
import { type Mailbox, mailboxOf } from '../core/mailbox';
import {
  dueAt,
  FLOOR,
  mayCheckOnHint,
  type Rhythm,
  regularAfter,
  timingAfterOpening,
} from '../core/schedule';
import { type CheckEffects, checkMail, singleFlight } from './check-mail';
import { type PresentEffects, present, redraw } from './present';

export interface ChecksEffects extends Omit<CheckEffects, 'setAlarm' | 'present'>, PresentEffects {
  /** Makes sure that the alarm is set, to `time` or sooner (ms since 1970); one that is stays as it is. */
  ensureAlarm(time: number, rhythm: Rhythm): Promise<void>;
  /** Sets the alarm to `time` (ms since 1970). */
  moveAlarm(time: number, rhythm: Rhythm): Promise<void>;
  /** Whether this is the first call since the browser or the extension was started. */
  isNewSession(): Promise<boolean>;
  /** Forgets what is stored of accounts that are no more. */
  removeOrphans(): Promise<void>;
  /** Says that no answer is to be read for now. */
  releaseReader(): Promise<void>;
}

/** All that makes the background check mail. Each ends when the checks that it began have. */
export interface Checks {
  /** Each evaluation of the background: the alarm is certain, and what is stored is what is shown. */
  start(): Promise<void>;
  onAlarm(): Promise<void>;
  /** What is shown may have changed with time alone: quiet hours, a snooze, a reminder. */
  onMoment(): Promise<void>;
  /** The user is back: what waited for them is shown, and there may be mail. */
  onUserBack(): Promise<void>;
  /** For what only hints at mail or at a better connection. */
  onHint(): Promise<void>;
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

export function createChecks(effects: ChecksEffects): Checks {
  const check = singleFlight((account, answered) =>
    checkMail(account, { ...effects, setAlarm, present: id => present([id], effects) }, answered),
  );

  async function setAlarm(): Promise<void> {
    const { time, rhythm } = await nextCheck();
    await effects.moveAlarm(time, rhythm);
  }

  /** When the first of the accounts is due; where none is, the alarm keeps watch in the usual rhythm. */
  async function nextCheck(): Promise<{ time: number; rhythm: Rhythm }> {
    const [{ accounts, mailboxes }, { now, rhythm }] = await Promise.all([
      effects.loadState(),
      effects.clock(),
    ]);
    const times = accounts
      .map(account => mailboxOf(account, mailboxes[account.id]))
      .filter(goesOn)
      .map(mailbox => dueAt(mailbox, now, rhythm));
    const first = times.length > 0 ? Math.min(...times) : regularAfter(now, rhythm);
    // What is due already is just being checked; should that fail to begin, the alarm comes back to it.
    return { time: first > now ? first : now + FLOOR, rhythm };
  }

  /** Checks the accounts side by side; one that fails to be checked holds up no other. */
  async function checkThose(
    wanted: (mailbox: Mailbox, account: Account) => boolean | Promise<boolean>,
    follow = false,
  ) {
    const { accounts, mailboxes } = await effects.loadState();
    const verdicts = await Promise.all(
      accounts.map(account => wanted(mailboxOf(account, mailboxes[account.id]), account)),
    );
    const ends = await Promise.allSettled(
      accounts.filter((_account, index) => verdicts[index]).map(account => check(account, follow)),
    );
    // One that couldn't be stored has shown nothing; that there is no room is to be seen.
    if (ends.some(({ status }) => status === 'rejected')) await redraw(effects);
    await effects.releaseReader();
    // An account that was removed meanwhile may have been written to once more.
    await effects.removeOrphans();
  }

  async function onHint(): Promise<void> {
    const { now, rhythm } = await effects.clock();
    await checkThose(mailbox => goesOn(mailbox) && mayCheckOnHint(mailbox, now, rhythm));
  }

  async function checkDue(): Promise<void> {
    const { now, rhythm } = await effects.clock();
    await checkThose(mailbox => goesOn(mailbox) && dueAt(mailbox, now, rhythm) <= now);
    await setAlarm();
  }

  async function presentAll(): Promise<void> {
    const { accounts } = await effects.loadState();
    await present(
      accounts.map(({ id }) => id),
      effects,
    );
  }

  return {
    async start() {
      const { time, rhythm } = await nextCheck();
      await effects.ensureAlarm(time, rhythm);
      await presentAll();
      if (await effects.isNewSession()) await onHint();
    },
    onAlarm: checkDue,
    onMoment: presentAll,
    async onUserBack() {
      await presentAll();
      await onHint();
    },
    onHint,
    async onMailOpened(accountId) {
      const { now, rhythm } = await effects.clock();
      await effects.updateMailbox(accountId, mailbox => timingAfterOpening(mailbox, now, rhythm));
      await setAlarm();
    },
    onPermissionsChanged: () =>
      checkThose(
        async ({ failure }, { endpoint }) =>
          (failure?.kind === 'permission') === (await effects.mayContact(endpoint)),
      ),
    async onChoicesChanged() {
      await presentAll();
      await checkDue();
    },
    checkAfresh: accountId => checkThose((_mailbox, { id }) => id === accountId, true),
    checkNow: accountId => checkThose((_mailbox, { id }) => accountId === undefined || id === accountId),
  };
}

/** Whether the account is checked by itself. */
function goesOn({ failure }: Mailbox): boolean {
  return !stopsChecks(failure);
}
