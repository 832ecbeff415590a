import type { Account } from '../account/account';
import { isPaused } from '../account/pause';
import type { Mailbox } from './mailbox';
import { dueAt, type Pace, paceFor, type Rhythm, regularAfter, rhythmOf } from './schedule';

const DAY = 24 * 60 * 60_000;

export function accountRhythm({ checkEvery }: Account, mailbox: Mailbox, pace: Pace): Rhythm {
  return rhythmOf(mailbox, paceFor({ checkEvery }, pace));
}

/**
 * When to wake up for an account, ms since 1970. After a pause that ends on the hour, installations keep their own
 * phases; for a long pause, there is a wake-up a day without a check.
 */
export function nextCheckOf(account: Account, mailbox: Mailbox, now: number, pace: Pace): number {
  const rhythm = accountRhythm(account, mailbox, pace);
  if (!isPaused(account, now)) return dueAt(mailbox, now, rhythm);
  return Math.min(regularAfter(account.pausedUntil, rhythm), now + DAY);
}

/** With the first answer after a pause, everything that came meanwhile becomes one summary. */
export function afterPause(before: Mailbox, after: Mailbox, { pausedUntil }: Account): Mailbox {
  const { pending } = after;
  const came = pending.mails.length + pending.unlisted + pending.sms > 0;
  const isFirst = before.checkedAt > 0 && before.checkedAt < pausedUntil && pausedUntil <= after.checkedAt;
  return isFirst && came ? { ...after, pending: { ...pending, held: true } } : after;
}
