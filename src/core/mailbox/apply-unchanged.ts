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

export interface Suggestion {
  /** ms; absent without a suggestion. */
  pollInterval?: number;
}

export interface Clock {
  /** ms since 1970 */
  now: number;
  pace: Pace;
  /** Returns a number in [0, 1). */
  random(): number;
}

/** Stored before a check, so that the minimum interval and the back-off hold even if it never ends. */
export function applyBegun(mailbox: Mailbox, { now, pace, random }: Clock): Mailbox {
  return withTiming(mailbox, timingOfBegun(mailbox, now, rhythmOf(mailbox, pace), random));
}

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

/** ms */
const MAX_SKEW = 60 * 60_000;

/** The server's time, ms since 1970; `now` if it is not sent or wrong by more than an hour. */
export function rightTime(serverTime: number | undefined, now: number): number {
  return serverTime !== undefined && Math.abs(serverTime - now) <= MAX_SKEW ? serverTime : now;
}

export function applyAnswered(mailbox: Mailbox, { pollInterval }: Suggestion, now: number): Mailbox {
  return {
    ...withTiming(healed(mailbox), timingAfterAnswer(mailbox)),
    ...(pollInterval !== undefined && { pollInterval }),
    checkedAt: now,
  };
}

export function withTiming(mailbox: Mailbox, timing: Timing): Mailbox {
  const { retryAt: _retryAt, notBefore: _notBefore, openedAt: _openedAt, ...rest } = mailbox;
  return { ...rest, ...timing };
}

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
