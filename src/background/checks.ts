import type { Account } from '../core/account';
import type { Clock } from '../core/apply-unchanged';
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
import { coalesced } from './coalesced';

export interface ChecksEffects extends CheckEffects {
  /** What checks are planned by. */
  loadPlan(): Promise<{ accounts: readonly Account[]; mailboxes: Readonly<Record<string, Mailbox>> }>;
  /** The rhythm that the user or their organisation has chosen; that of `clock` is the one that the alarm is set to. */
  chosenRhythm(): Promise<Rhythm>;
  /** Makes sure that the alarm is set, to `time` (ms since 1970) or sooner; one that is stays as it is. */
  ensureAlarm(time: number, rhythm: Rhythm): Promise<void>;
  /** Sets the alarm to `time` (ms since 1970). */
  moveAlarm(time: number, rhythm: Rhythm): Promise<void>;
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

/** One for each evaluation of the background: what runs is known to it alone. */
export function createChecks(effects: ChecksEffects): Checks {
  const setAlarm = coalesced(async () => {
    const { rhythm } = await effects.clock();
    await effects.moveAlarm(await nextCheck(rhythm), rhythm);
  });
  const check = singleFlight((account, answered) => checkMail(account, effects, answered));

  /** When the first of the accounts is due; where none is, the alarm keeps watch in the usual rhythm. */
  async function nextCheck(rhythm: Rhythm): Promise<number> {
    const [{ accounts, mailboxes }, { now }] = await Promise.all([effects.loadPlan(), effects.clock()]);
    const times = accounts
      .map(account => mailboxOf(account, mailboxes[account.id]))
      .filter(goesOn)
      .map(mailbox => dueAt(mailbox, now, rhythm));
    const first = times.length > 0 ? Math.min(...times) : regularAfter(now, rhythm);
    // What is due already is just being checked; should that fail to begin, the alarm comes back to it.
    return first > now ? first : now + FLOOR;
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

  async function onHint(): Promise<void> {
    await checkThose(
      (mailbox, _account, { now, rhythm }) => goesOn(mailbox) && mayCheckOnHint(mailbox, now, rhythm),
    );
  }

  async function checkDue(): Promise<void> {
    await checkThose(
      (mailbox, _account, { now, rhythm }) => goesOn(mailbox) && dueAt(mailbox, now, rhythm) <= now,
    );
  }

  /** What a browser forgets at its end, and what a background that died had not yet done. */
  async function restore(): Promise<void> {
    const rhythm = await effects.chosenRhythm();
    await effects.ensureAlarm(await nextCheck(rhythm), rhythm);
    await effects.presentAll();
    await effects.removeOrphans();
  }

  return {
    async start() {
      const [shown, hasAlarm] = await Promise.all([effects.shown(), effects.hasAlarm()]);
      if (shown === 'all' && hasAlarm) return;
      await restore();
      if (!shown) await onHint();
    },
    onAlarm: checkDue,
    onMoment: effects.presentAll,
    async onUserBack() {
      await effects.presentAll();
      await onHint();
    },
    onHint,
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
        const rhythm = await effects.chosenRhythm();
        await effects.moveAlarm(await nextCheck(rhythm), rhythm);
        await effects.presentAll();
      });
      await effects.removeOrphans();
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
