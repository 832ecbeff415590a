import type { Answer } from './answer';
import type { Failure } from './failure';
import type { Mailbox } from './mailbox';
import { type Rhythm, type Timing, timingAfterAnswer, timingOfBegun } from './schedule';

/**
 * What a check came to. `unchanged` says that the answer's text was that of the last one. Times are ms since 1970,
 * by the server's clock, and absent where it doesn't tell.
 */
export type CheckResult =
  | { kind: 'answer'; answer: Answer; digest: string; serverTime?: number }
  | { kind: 'unchanged'; digest: string; serverTime?: number }
  /** `retryAfter`: how long the server wants to be left alone, in ms. */
  | { kind: 'failure'; failure: Failure; retryAfter?: number };

/** What times a check, and what the next one is timed by. */
export interface Clock {
  /** ms since 1970 */
  now: number;
  rhythm: Rhythm;
  /** Draws from [0, 1). */
  random(): number;
}

/** The mailbox while a check that begins now is under way. Stored, it keeps the floor and the back-off even if the check never ends. */
export function applyBegun(mailbox: Mailbox, { now, rhythm, random }: Clock): Mailbox {
  return withTiming(mailbox, timingOfBegun(mailbox, now, rhythm, random));
}

/** The mailbox after a check whose answer was the last one's, word for word. */
export function applyUnchanged(
  mailbox: Mailbox,
  { digest, serverTime }: Extract<CheckResult, { kind: 'unchanged' }>,
  now: number,
): Mailbox {
  // What it is the same as may have been forgotten meanwhile, by signing out: then the next answer is read.
  if (digest !== mailbox.digest) return withTiming(mailbox, timingAfterAnswer(mailbox));
  const healthy = applyAnswered(mailbox, now);
  const { known, messages } = healthy;
  return known && typeof messages !== 'string'
    ? { ...healthy, known: { ...known, asOf: rightTime(serverTime, now) } }
    : healthy;
}

/** How far the server's clock may be from this computer's and still be taken for the better one, in ms. */
const MAX_SKEW = 60 * 60_000;

/** The time by the server's clock (ms since 1970), or by this computer's where the server's is far from it or not told. */
export function rightTime(serverTime: number | undefined, now: number): number {
  return serverTime !== undefined && Math.abs(serverTime - now) <= MAX_SKEW ? serverTime : now;
}

/** The mailbox once an answer has come, whatever it says. */
export function applyAnswered(mailbox: Mailbox, now: number): Mailbox {
  return { ...withTiming(healed(mailbox), timingAfterAnswer(mailbox)), checkedAt: now };
}

/** The mailbox with this timing alone: what the former one held beside it is gone. */
export function withTiming(mailbox: Mailbox, timing: Timing): Mailbox {
  const { retryAt: _retryAt, notBefore: _notBefore, openedAt: _openedAt, ...rest } = mailbox;
  return { ...rest, ...timing };
}

function healed({ failure: _failure, toldOfStop: _told, ...mailbox }: Mailbox): Mailbox {
  return { ...mailbox, pending: { ...mailbox.pending, stop: false } };
}
