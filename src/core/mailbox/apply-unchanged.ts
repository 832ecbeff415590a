import type { Answer } from '../answer/answer';
import type { Failure } from './failure';
import type { Mailbox } from './mailbox';
import { type Pace, rhythmOf, type Timing, timingAfterAnswer, timingOfBegun } from './schedule';

/** `unchanged`: the same text as last time. `serverTime`: ms since 1970; absent if the server sends none. */
export type CheckResult =
  | ({ kind: 'answer'; answer: Answer; digest: string; serverTime?: number } & Suggestion)
  | ({ kind: 'unchanged'; digest: string; serverTime?: number } & Suggestion)
  /** `retryAfter`: how long the server asks to wait, in ms. */
  | { kind: 'failure'; failure: Failure; retryAfter?: number };

/** The check interval that the server suggests. */
export interface Suggestion {
  /** ms; absent without a suggestion. */
  pollInterval?: number;
}

/** The inputs for timing the next check. */
export interface Clock {
  /** ms since 1970 */
  now: number;
  pace: Pace;
  /** Returns a number in [0, 1). */
  random(): number;
}

/**
 * Store this before a check: the minimum interval and the back-off then hold even if the check never ends.
 */
export function applyBegun(mailbox: Mailbox, { now, pace, random }: Clock): Mailbox {
  return withTiming(mailbox, timingOfBegun(mailbox, now, rhythmOf(mailbox, pace), random));
}

/** The mailbox after a check that brought the same answer text as the last one. */
export function applyUnchanged(
  mailbox: Mailbox,
  result: Extract<CheckResult, { kind: 'unchanged' }>,
  now: number,
): Mailbox {
  const { digest, serverTime } = result;
  // The user may have signed out meanwhile, which clears the digest. Then the next answer is parsed again.
  if (digest !== mailbox.digest) return withTiming(mailbox, timingAfterAnswer(mailbox));
  const healthy = applyAnswered(mailbox, result, now);
  const { known, messages } = healthy;
  return known && typeof messages !== 'string'
    ? { ...healthy, known: { ...known, asOf: rightTime(serverTime, now) } }
    : healthy;
}

/** Up to this difference from this computer's clock, the server's clock is used, in ms. */
const MAX_SKEW = 60 * 60_000;

/** The server's time, ms since 1970; `now` if it is not sent or wrong by more than an hour. */
export function rightTime(serverTime: number | undefined, now: number): number {
  return serverTime !== undefined && Math.abs(serverTime - now) <= MAX_SKEW ? serverTime : now;
}

/** The mailbox after any answer: clears the failure and updates timing and `checkedAt`. */
export function applyAnswered(mailbox: Mailbox, { pollInterval }: Suggestion, now: number): Mailbox {
  return {
    ...withTiming(healed(mailbox), timingAfterAnswer(mailbox)),
    ...(pollInterval !== undefined && { pollInterval }),
    checkedAt: now,
  };
}

/** Replaces the timing, including its optional fields. */
export function withTiming(mailbox: Mailbox, timing: Timing): Mailbox {
  const { retryAt: _retryAt, notBefore: _notBefore, openedAt: _openedAt, ...rest } = mailbox;
  return { ...rest, ...timing };
}

/** Removes the fields of a failure and the interval that an earlier answer suggested. */
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
