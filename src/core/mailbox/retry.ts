import { backOff, MAX_RETRY_AFTER, type Rhythm, regularAfter, type Timing, tryAgain } from './schedule';

/** When a check that failed is tried again. Times are ms since 1970, durations are ms, and `random` draws from [0, 1). */

/** When what may have passed is tried again the first time, in ms: from Chrome's shortest alarm to twice that, at random. */
const QUICK = 30_000;

/**
 * Whether and when a failed check is tried again by itself: after a back-off; the first time within a minute, then after
 * a back-off; each time within a minute, where trying sends nothing; in the usual rhythm, for the same reason; or not
 * until the user acts.
 */
export type Retry = 'back-off' | 'quick' | 'soon' | 'as-usual' | 'never';

/**
 * The timing after a check that failed.
 * @param retryAfter how long the server wants to be left alone from now; 0 where it has not said
 */
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
      // The quick one comes before the others, and only after health: a server that stays down sees no more of it.
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
