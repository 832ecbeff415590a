import { type Failure, failureNumber, type ShownFailure } from './failure';
import { FAILURES } from './failure-table';
import type { Failing, Mailbox } from './mailbox';

/** Internal API errors that may be temporary. */
export const PASSING: readonly number[] = [203, 204, 504, 505, 900];

/** ms */
const LONG = 10 * 60_000;

/** From this many in a row, a failure is no longer short; from this many equal ones, it is lasting. */
const OFTEN = 3;

export function failingAfter(
  { failing, failure: former, checkedAt }: Mailbox,
  failure: Failure,
  now: number,
): Failing {
  // Older versions stored no `failing`: count from the last answer.
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

/** Whether the toolbar ignores the failure at `now` (ms since 1970): it is new and may pass by itself. */
export function isShort({ failure, failing }: Mailbox, now: number): boolean {
  if (!failure || !failing || FAILURES[failure.kind].look === 'needs-you') return false;
  return failing.times < OFTEN && now < failing.since + LONG;
}

/** ms since 1970; undefined without a short failure. */
export function shortUntil(mailbox: Mailbox, now: number): number | undefined {
  return mailbox.failing && isShort(mailbox, now) ? mailbox.failing.since + LONG : undefined;
}

/** Turns a lasting internal error into `not-understood`. Undefined without a failure. */
export function shownFailure({ failure, failing }: Mailbox): ShownFailure | undefined {
  const isLasting = failure?.kind === 'internal' && !PASSING.includes(failure.code);
  if (!isLasting || !failing || failing.same < OFTEN) return failure;
  return { kind: 'not-understood', code: failure.code };
}
