import { type Failure, failureNumber, type ShownFailure } from './failure';
import { FAILURES } from './failure-table';
import type { Failing, Mailbox } from './mailbox';

/** The internal errors of the API that may pass. The others say that the server doesn't understand the request, or mean nothing. */
const PASSING: readonly number[] = [203, 204, 504, 505, 900];

/** For how long an account fails, in ms, before it looks like that. */
const LONG = 10 * 60_000;

/** How many times in a row an account fails before it looks like that, however short the time. */
const OFTEN = 3;

/**
 * The failures in a row, after one more.
 * @param now ms since 1970
 */
export function failingAfter(
  { failing, failure: former, checkedAt }: Mailbox,
  failure: Failure,
  now: number,
): Failing {
  // Of a failure that an older version stored, all that is known is that the last answer came before it.
  const { since, times, same } = failing ?? { since: former ? checkedAt : now, times: 0, same: 0 };
  return {
    since: Math.min(since, now),
    times: times + 1,
    same: former && isSame(former, failure) ? same + 1 : 1,
  };
}

function isSame(one: Failure, other: Failure): boolean {
  return one.kind === other.kind && failureNumber(one) === failureNumber(other);
}

/**
 * Whether a failure is so short that the toolbar keeps its usual look: it may pass by itself, and the account has
 * failed for less than ten minutes and less than three times in a row.
 * @param now ms since 1970
 */
export function isShort({ failure, failing }: Mailbox, now: number): boolean {
  if (!failure || !failing || FAILURES[failure.kind].look === 'needs-you') return false;
  return failing.times < OFTEN && now < failing.since + LONG;
}

/** When a short failure stops being short; `now` and the result are ms since 1970. Undefined if there is no short failure. */
export function shortUntil(mailbox: Mailbox, now: number): number | undefined {
  return mailbox.failing && isShort(mailbox, now) ? mailbox.failing.since + LONG : undefined;
}

/** The failure that the user sees; undefined while all is well. An error that comes three times in a row is shown as lasting. */
export function shownFailure({ failure, failing }: Mailbox): ShownFailure | undefined {
  const isLasting = failure?.kind === 'internal' && !PASSING.includes(failure.code);
  if (!isLasting || !failing || failing.same < OFTEN) return failure;
  return { kind: 'not-understood', code: failure.code };
}
