import { backOff, MAX_RETRY_AFTER, type Rhythm, regularAfter, type Timing, tryAgain } from './schedule';

/** Retries after a failed check. Times are ms since 1970, durations ms; `random` returns [0, 1). */

/** A quick retry waits this long, up to twice as long at random, in ms. Chrome's shortest alarm. */
const QUICK = 30_000;

/**
 * `quick`: once within a minute, then back-off. `soon` and `as-usual` are for checks that sent no request:
 * each time within a minute, or at the regular time. `never`: when the user acts.
 */
export type Retry = 'back-off' | 'quick' | 'soon' | 'as-usual' | 'never';

/** @param retryAfter how long the server asks to wait from now, in ms; 0 if it doesn't */
export function timingAfterFailure(
  { attemptedAt, failures, notBefore = 0 }: Timing,
  retry: Retry,
  retryAfter: number,
  now: number,
  rhythm: Rhythm,
  random: () => number,
): Timing {
  const wish = Math.max(notBefore, retryAfter > 0 ? now + Math.min(retryAfter, MAX_RETRY_AFTER) : 0);
  switch (retry) {
    case 'soon':
      return tryAgain({ attemptedAt, failures }, quick(now, random), wish, now, rhythm);
    case 'as-usual':
      return tryAgain({ attemptedAt, failures }, regularAfter(now, rhythm), wish, now, rhythm);
    case 'never':
      return { attemptedAt, failures };
    case 'back-off':
    case 'quick': {
      // Only the first failure gets a quick retry, to spare a server that stays down.
      const earlier = retry === 'quick' ? failures : failures + 1;
      const own = earlier === 0 ? quick(now, random) : backOff(earlier, now, rhythm, random);
      const allowed = Math.max(own, attemptedAt + (rhythm.least ?? 0));
      return tryAgain({ attemptedAt, failures: failures + 1 }, allowed, wish, now, rhythm);
    }
  }
}

function quick(now: number, random: () => number): number {
  return now + QUICK * (1 + random());
}
