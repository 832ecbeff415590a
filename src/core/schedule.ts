import type { Format } from './stored-format';

/**
 * When an account is checked: the whole of it, and nothing else knows. Times are ms since 1970, durations are ms,
 * and `random` draws from [0, 1).
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The least time between two checks that nobody asked for (docs/architecture.md, rule 8). */
export const FLOOR = MINUTE;

/** How long a webmail has to show a mail that the user opens and to note that it is read, in ms: Chrome's shortest alarm. */
const OPENING = 30_000;

/** How late an alarm may go off, in ms, without the next moment of a one-minute rhythm being too near. */
export const LATENESS = 5000;

/** The longest that back-off waits by itself (docs/architecture.md, rule 8). */
const CAP = HOUR;

/** The longest that a server's Retry-After is obeyed (docs/architecture.md, rule 8). */
const MAX_RETRY_AFTER = 24 * HOUR;

/** How an installation checks while all is well. */
export interface Rhythm {
  interval: number;
  /** Which share of the interval its checks come after the full one, drawn once per installation; in [0, 1). */
  phase: number;
}

/** What is remembered of an account's checks to time the next one. */
export interface Timing {
  /** When the latest check began; 0 before the first. */
  attemptedAt: number;
  /** Checks since the last answer that a server, or the way to it, failed. */
  failures: number;
  /** When to check out of the usual rhythm, most often to try again; absent while all is well. */
  retryAt?: number;
  /** Until when the server wants to be left alone; absent where it has not said. */
  notBefore?: number;
  /** When the user opened a mail that no check since may have found read; absent where there is none. */
  openedAt?: number;
}

/** A phase that has yet to be drawn is undefined. */
export const PHASE_FORMAT: Format<number | undefined> = {
  fallback: undefined,
  migrations: [],
  parse: data => (typeof data === 'number' && data >= 0 && data < 1 ? data : undefined),
};

/** The timing of an account that is due at once. */
export const NEVER_CHECKED: Timing = { attemptedAt: 0, failures: 0 };

/**
 * Whether and when a failed check is tried again by itself: after a back-off; as soon as the floor allows, where
 * trying sends nothing; in the usual rhythm, for the same reason; or not until the user acts.
 */
export type Retry = 'back-off' | 'soon' | 'as-usual' | 'never';

/**
 * The timing while a check that begins now is under way: that of one that fails, should it never end. A worker
 * that dies of its checks backs off, too.
 */
export function timingOfBegun(before: Timing, now: number, rhythm: Rhythm, random: () => number): Timing {
  const { attemptedAt, failures, notBefore = 0, openedAt = 0 } = before;
  // What a clock has told that has been set back since means nothing.
  const wish = attemptedAt > now ? 0 : notBefore;
  return tryAgain(
    { attemptedAt: now, failures, ...(isJustBefore(openedAt, now) && { openedAt }) },
    backOff(failures + 1, now, rhythm, random),
    wish,
    now,
    rhythm,
  );
}

/** The timing once an answer has come: the next check is in the usual rhythm, unless an opened mail brings it forward. */
export function timingAfterAnswer({ attemptedAt, openedAt }: Timing): Timing {
  return { attemptedAt, failures: 0, ...(openedAt !== undefined && { openedAt }) };
}

/**
 * The timing once the user has opened a mail, also while a check is under way, which may see it unread still. Another
 * one just before keeps its place, so that who opens one after the other puts nothing off.
 */
export function timingAfterOpening<T extends Timing>(timing: T, now: number): T {
  return isJustBefore(timing.openedAt, now) ? timing : { ...timing, openedAt: now };
}

/** Whether a mail was opened so short before that it may be unread still; never by a clock that has been set back since. */
function isJustBefore(openedAt = 0, now: number): boolean {
  return openedAt <= now && now < openedAt + OPENING;
}

/** @param retryAfter how long the server wants to be left alone from now; 0 where it has not said */
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
      return tryAgain({ attemptedAt, failures }, now + FLOOR, wish, now, rhythm);
    case 'as-usual':
      return tryAgain({ attemptedAt, failures }, regularAfter(now, rhythm), wish, now, rhythm);
    case 'never':
      return { attemptedAt, failures };
    case 'back-off': {
      const own = backOff(failures + 1, now, rhythm, random);
      return tryAgain({ attemptedAt, failures: failures + 1 }, own, wish, now, rhythm);
    }
  }
}

/**
 * @param own when it would be tried again by itself
 * @param wish until when the server wants to be left alone; in the past where it has no such wish
 */
function tryAgain(timing: Timing, own: number, wish: number, now: number, rhythm: Rhythm): Timing {
  if (wish <= now) return { ...timing, retryAt: own };
  // A server tells everybody the same moment: each comes in its own place of the rhythm after it.
  return { ...timing, retryAt: Math.max(own, momentAfter(wish, rhythm)), notBefore: wish };
}

/** When an account is due. A clock that was set back past the latest check has made every other time meaningless. */
export function dueAt(timing: Timing, now: number, rhythm: Rhythm): number {
  if (timing.attemptedAt > now || isBeyond(timing.retryAt, now, rhythm)) return now;
  if (timing.retryAt !== undefined) return timing.retryAt;
  if (timing.attemptedAt === 0) return now;
  const { attemptedAt, openedAt = Infinity } = timing;
  // The mail that was opened is found read then. Nothing comes later for it than it would anyway.
  return Math.min(Math.max(openedAt + OPENING, attemptedAt + FLOOR), regularAfter(attemptedAt, rhythm));
}

/** Whether a time is further away than any that is ever set: a clock that was ahead during a check has set it. */
function isBeyond(time = 0, now: number, { interval }: Rhythm): boolean {
  return time > now + MAX_RETRY_AFTER + 2 * interval;
}

/**
 * Whether what only hints at mail or at a better connection (browser start, back from idle) may check now. It never
 * checks more often than the floor, nor a failing account more often than a healthy one, nor before Retry-After.
 */
export function mayCheckOnHint(timing: Timing, now: number, rhythm: Rhythm): boolean {
  const { interval } = rhythm;
  const { attemptedAt, failures, notBefore = 0 } = timing;
  if (attemptedAt > now || isBeyond(notBefore, now, rhythm)) return true;
  return now >= notBefore && now - attemptedAt >= (failures > 0 ? interval : FLOOR);
}

/**
 * When a check comes after one at `time` while all is well: at the installation's next moment that is the floor away.
 * All its accounts meet there, and what brought many installations into step (a morning, an outage) is forgotten.
 */
export function regularAfter(time: number, rhythm: Rhythm): number {
  const next = momentAfter(time, rhythm);
  return next - time >= FLOOR - LATENESS ? next : next + rhythm.interval;
}

/** The installation's next moment in its rhythm, however near. */
function momentAfter(time: number, { interval, phase }: Rhythm): number {
  const offset = phase * interval;
  return (Math.floor((time - offset) / interval) + 1) * interval + offset;
}

/**
 * Exponential with full jitter: anywhere from the floor to twice the interval, doubled at each further failure, up to
 * the cap. So even the first retries come no more often than healthy checks do.
 */
function backOff(failures: number, now: number, { interval }: Rhythm, random: () => number): number {
  const longest = Math.min(CAP, interval * 2 ** failures);
  return now + FLOOR + random() * Math.max(0, longest - FLOOR);
}
