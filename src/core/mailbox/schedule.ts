import { isLoopback } from '../account/loopback';
import type { Format } from '../store/stored-format';

/**
 * When an account is checked: the whole of it but for what follows a failure (`retry.ts`), which few wake-ups need, and
 * nothing else knows. Times are ms since 1970, durations are ms, and `random` draws from [0, 1).
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The least time between two checks that nobody asked for (docs/architecture.md, rule 8). */
export const FLOOR = MINUTE;

/**
 * The share of the interval by which a check is planned sooner than the user allows, for an alarm may be late. As a late
 * one may be followed by one in time, two checks are allowed to be twice this share of the floor nearer than the floor.
 */
const LEAD = 0.05;

/**
 * The least time between two checks while all is well, in ms: the floor less the slack that late alarms need. An alarm
 * that is early takes {@link EARLY} more.
 */
export const LEAST = FLOOR * (1 - 2 * LEAD);

/** By how much a check may be sooner than it is due, in ms: an alarm that is this close is not moved. */
export const EARLY = 1000;

/** How long a webmail has to show a mail that the user opens and to note that it is read, in ms: Chrome's shortest alarm. */
const OPENING = 30_000;

/** The least time between two checks that a better connection brings, in ms: it may come and go. */
const RECONNECTING = 10_000;

/** The longest that back-off waits by itself (docs/architecture.md, rule 8). */
const CAP = HOUR;

/** The longest that a server's Retry-After is obeyed (docs/architecture.md, rule 8). */
export const MAX_RETRY_AFTER = DAY;

/** How an account is checked while all is well. */
export interface Rhythm {
  /** The most that lies between the starts of two checks, from {@link FLOOR} on. */
  interval: number;
  /** The least that lies between them, where the server asks for more than {@link LEAST}. */
  least?: number;
  /** The installation's place in the rhythm, drawn once per installation; in [0, 1). */
  phase: number;
}

/** How an installation checks. */
export interface Pace {
  /** The most between two checks as the user or their organisation has chosen it; absent where nobody has. */
  chosen?: number;
  phase: number;
}

/** What is known of an account that its rhythm depends on. */
export interface Paced {
  /** The API address. */
  endpoint: string;
  /** How often its server suggests to be asked, as X-Poll-Interval says it, in ms; absent where it doesn't. */
  pollInterval?: number;
}

/** The most between two checks of a server on this computer, where nobody has chosen. */
const AUTOMATIC_HERE = MINUTE;

/** The same of any other server. */
export const AUTOMATIC = 2 * MINUTE;

/**
 * The rhythm of one account. A server that suggests an interval is never asked sooner, whatever the user chose; where
 * the user hasn't chosen, it is asked no later than that by more than late alarms need.
 */
export function rhythmOf({ endpoint, pollInterval = 0 }: Paced, { chosen, phase }: Pace): Rhythm {
  const isHere = URL.canParse(endpoint) && isLoopback(new URL(endpoint));
  const automatic = isHere ? AUTOMATIC_HERE : AUTOMATIC;
  const wanted = chosen ?? (pollInterval > 0 ? FLOOR : automatic);
  if (pollInterval <= LEAST) return { interval: wanted, phase };
  return { interval: Math.max(wanted, pollInterval / (1 - 2 * LEAD)), least: pollInterval, phase };
}

/** How far apart the moments of a rhythm are. */
export function beatOf({ interval }: Rhythm): number {
  return interval * (1 - LEAD);
}

/** The least time between two checks of this account that nobody asked for. */
function floorOf({ least = 0 }: Rhythm): number {
  return Math.max(FLOOR, least);
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

/** How often to check as the settings have it, in minutes. */
export type Minutes = number | 'automatic';

/** How an installation checks that is to check every so many minutes. */
export function paceOf(minutes: Minutes, phase: number): Pace {
  return minutes === 'automatic' ? { phase } : { chosen: minutes * MINUTE, phase };
}

/** A phase that has yet to be drawn is undefined. */
export const PHASE_FORMAT: Format<number | undefined> = {
  fallback: undefined,
  migrations: [],
  parse: data => (typeof data === 'number' && data >= 0 && data < 1 ? data : undefined),
};

/** How often to check as it was noted last; undefined where it never was. */
export const MINUTES_FORMAT: Format<Minutes | undefined> = {
  fallback: undefined,
  migrations: [],
  parse: data => (data === 'automatic' || Number(data) >= 1 ? (data as Minutes) : undefined),
};

/** The timing of an account that is due at once. */
export const NEVER_CHECKED: Timing = { attemptedAt: 0, failures: 0 };

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

/**
 * @param own when it would be tried again by itself
 * @param wish until when the server wants to be left alone; in the past where it has no such wish
 */
export function tryAgain(timing: Timing, own: number, wish: number, now: number, rhythm: Rhythm): Timing {
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
  return Math.min(
    Math.max(openedAt + OPENING, attemptedAt + floorOf(rhythm)),
    regularAfter(attemptedAt, rhythm),
  );
}

/** Whether an account is due, or so soon that the alarm has come for it. */
export function isDue(timing: Timing, now: number, rhythm: Rhythm): boolean {
  const due = dueAt(timing, now, rhythm);
  return due <= now || (due <= now + EARLY && (timing.notBefore ?? 0) <= now);
}

/** Whether a time is further away than any that is ever set: a clock that was ahead during a check has set it. */
function isBeyond(time = 0, now: number, { interval }: Rhythm): boolean {
  return time > now + MAX_RETRY_AFTER + 2 * interval;
}

/**
 * Whether what only hints at mail (browser start, back from idle) may check now. It never checks more often than the
 * floor, nor a failing account more often than a healthy one, nor before Retry-After.
 */
export function mayCheckOnHint(timing: Timing, now: number, rhythm: Rhythm): boolean {
  return mayCheckAfter(timing.failures > 0 ? rhythm.interval : floorOf(rhythm), timing, now, rhythm);
}

/** Whether an account that failed for want of a network may be checked now because there may be one again. */
export function mayCheckOnline(timing: Timing, now: number, rhythm: Rhythm): boolean {
  return mayCheckAfter(RECONNECTING, timing, now, rhythm);
}

function mayCheckAfter(wait: number, timing: Timing, now: number, rhythm: Rhythm): boolean {
  const { attemptedAt, notBefore = 0 } = timing;
  if (attemptedAt > now || isBeyond(notBefore, now, rhythm)) return true;
  return now >= notBefore && now - attemptedAt >= wait;
}

/**
 * When a check comes after one at `time` while all is well: at the installation's next moment, where all its accounts of
 * one rhythm meet and what brought many installations into step (a morning, an outage) is forgotten. Where that is too
 * near, at a time between the least and the most that may pass, from which a moment can be reached by steps that are
 * neither too short nor too long.
 */
export function regularAfter(time: number, rhythm: Rhythm): number {
  const { least = LEAST } = rhythm;
  const next = momentAfter(time + EARLY, rhythm);
  const away = next - time;
  if (away >= least) return next;
  // Each step more than the least brings it this much nearer to a moment.
  const spare = beatOf(rhythm) - least;
  const steps = Math.ceil((least - away) / spare);
  const most = away + steps * spare;
  // By how near the moment is, so that installations that began in step spread.
  return time + least + (away / least) * (most - least);
}

/**
 * The installation's next moment in this rhythm, however near. Counted from the same time whatever the interval, so that
 * the moments of a longer rhythm are among those of a shorter one that it is a multiple of.
 */
function momentAfter(time: number, rhythm: Rhythm): number {
  const beat = beatOf(rhythm);
  const beginning = rhythm.phase * DAY;
  return (Math.floor((time - beginning) / beat) + 1) * beat + beginning;
}

/**
 * Exponential with full jitter: anywhere from the floor to twice the interval, doubled at each further failure, up to
 * the cap. So these retries come no more often than healthy checks do.
 */
export function backOff(failures: number, now: number, { interval }: Rhythm, random: () => number): number {
  const longest = Math.min(CAP, interval * 2 ** failures);
  return now + FLOOR + random() * Math.max(0, longest - FLOOR);
}
