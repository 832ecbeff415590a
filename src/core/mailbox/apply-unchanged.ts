import type { Answer } from '../answer/answer';
import type { Failure } from './failure';
import type { Mailbox } from './mailbox';
import { type Pace, rhythmOf, type Timing, timingAfterAnswer, timingOfBegun } from './schedule';

/**
 * What a check came to. `unchanged` says that the answer's text was that of the last one. Times are ms since 1970,
 * by the server's clock, and absent where it doesn't tell.
 */
export type CheckResult =
  | ({ kind: 'answer'; answer: Answer; digest: string; serverTime?: number } & Suggestion)
  | ({ kind: 'unchanged'; digest: string; serverTime?: number } & Suggestion)
  /** `retryAfter`: how long the server wants to be left alone, in ms. */
  | { kind: 'failure'; failure: Failure; retryAfter?: number };

/** How often the server suggests to be asked. */
export interface Suggestion {
  /** ms; absent where it suggests nothing. */
  pollInterval?: number;
}

/** What times a check, and what the next one is timed by. */
export interface Clock {
  /** ms since 1970 */
  now: number;
  pace: Pace;
  /** Draws from [0, 1). */
  random(): number;
}

/** The mailbox while a check that begins now is under way. Stored, it keeps the floor and the back-off even if the check never ends. */
export function applyBegun(mailbox: Mailbox, { now, pace, random }: Clock): Mailbox {
  return withTiming(mailbox, timingOfBegun(mailbox, now, rhythmOf(mailbox, pace), random));
}

/** The mailbox after a check whose answer was the last one's, word for word. */
export function applyUnchanged(
  mailbox: Mailbox,
  result: Extract<CheckResult, { kind: 'unchanged' }>,
  now: number,
): Mailbox {
  const { digest, serverTime } = result;
  // What it is the same as may have been forgotten meanwhile, by signing out: then the next answer is read.
  if (digest !== mailbox.digest) return withTiming(mailbox, timingAfterAnswer(mailbox));
  const healthy = applyAnswered(mailbox, result, now);
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
export function applyAnswered(mailbox: Mailbox, { pollInterval }: Suggestion, now: number): Mailbox {
  return {
    ...withTiming(healed(mailbox), timingAfterAnswer(mailbox)),
    ...(pollInterval !== undefined && { pollInterval }),
    checkedAt: now,
  };
}

/** The mailbox with this timing alone: what the former one held beside it is gone. */
export function withTiming(mailbox: Mailbox, timing: Timing): Mailbox {
  const { retryAt: _retryAt, notBefore: _notBefore, openedAt: _openedAt, ...rest } = mailbox;
  return { ...rest, ...timing };
}

/** Without what only a failure tells, and what an earlier answer suggested. */
function healed(former: Mailbox): Mailbox {
  const {
    failure: _failure,
    failing: _failing,
    toldOfStop: _told,
    pollInterval: _former,
    ...mailbox
  } = former;
  return { ...mailbox, pending: { ...mailbox.pending, stop: false } };
}
