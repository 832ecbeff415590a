import { isLoopback } from '../account/loopback';
import type { Format } from '../store/stored-format';

/**
 * Times are ms since 1970, durations ms; `random` returns [0, 1). Retries are in `retry.ts`: few wake-ups
 * need them.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The minimum time between automatic checks (docs/architecture.md, rule 8). */
export const FLOOR = MINUTE;

/** The share of the interval by which a check is planned earlier, because alarms may be late. */
const LEAD = 0.05;

/** The minimum between regular checks: FLOOR minus the slack for late alarms. */
export const LEAST = FLOOR * (1 - 2 * LEAD);

/** A check may start this much before it is due: an alarm this close is not moved. */
export const EARLY = 1000;

/** After the user opens a mail, its reader gets this time to mark it as read. */
export const OPENING = 10_000;

/** The minimum time between checks after reconnecting, for connections that come and go. */
const RECONNECTING = 10_000;

/** The maximum back-off (docs/architecture.md, rule 8). */
const CAP = HOUR;

/** The maximum Retry-After that is obeyed (docs/architecture.md, rule 8). */
export const MAX_RETRY_AFTER = DAY;

export interface Rhythm {
  /** The maximum time between the starts of two checks, at least {@link FLOOR}. */
  interval: number;
  /** The minimum time that the server asks for, if longer than {@link LEAST}. */
  least?: number;
  /** Random, drawn once per installation, in [0, 1): spreads installations over time. */
  phase: number;
}

export interface Pace {
  /** The maximum time between checks that the user or their organisation chose; absent without a choice. */
  chosen?: number;
  phase: number;
}

export interface Paced {
  endpoint: string;
  /** The server's X-Poll-Interval, in ms; absent if it sends none. */
  pollInterval?: number;
}

/** For a server on this computer. */
const AUTOMATIC_HERE = MINUTE;

export const AUTOMATIC = 2 * MINUTE;

/** The server's interval is a minimum, whatever the user chose; without a choice it is the interval. */
export function rhythmOf({ endpoint, pollInterval = 0 }: Paced, { chosen, phase }: Pace): Rhythm {
  const isHere = URL.canParse(endpoint) && isLoopback(new URL(endpoint));
  const automatic = isHere ? AUTOMATIC_HERE : AUTOMATIC;
  const wanted = chosen ?? (pollInterval > 0 ? FLOOR : automatic);
  if (pollInterval <= LEAST) return { interval: wanted, phase };
  return { interval: Math.max(wanted, pollInterval / (1 - 2 * LEAD)), least: pollInterval, phase };
}

export function beatOf({ interval }: Rhythm): number {
  return interval * (1 - LEAD);
}

function floorOf({ least = 0 }: Rhythm): number {
  return Math.max(FLOOR, least);
}

export interface Timing {
  /** Start of the latest check; 0 before the first. */
  attemptedAt: number;
  /** Failed checks in a row since the last answer, counting failures of the server or the network path. */
  failures: number;
  /** Time of an irregular check, usually a retry; absent without one. */
  retryAt?: number;
  /** Do not check before this time (Retry-After); absent without one. */
  notBefore?: number;
}

/** The user's actions since the latest answer. */
interface Hasty {
  outbox?: readonly { action: string; at: number; begunAt?: number | undefined }[];
}

/** Minutes between checks. */
export type Minutes = number | 'automatic';

export function paceOf(minutes: Minutes, phase: number): Pace {
  return minutes === 'automatic' ? { phase } : { chosen: minutes * MINUTE, phase };
}

/** @param checkEvery minutes; 0 for an account without an interval of its own */
export function paceFor({ checkEvery }: { checkEvery: number }, pace: Pace): Pace {
  return checkEvery > 0 ? paceOf(checkEvery, pace.phase) : pace;
}

/** Undefined until it is drawn. */
export const PHASE_FORMAT: Format<number | undefined> = {
  fallback: undefined,
  migrations: [],
  parse: data => (typeof data === 'number' && data >= 0 && data < 1 ? data : undefined),
};

/** Undefined before the first time. */
export const MINUTES_FORMAT: Format<Minutes | undefined> = {
  fallback: undefined,
  migrations: [],
  parse: data => (data === 'automatic' || Number(data) >= 1 ? (data as Minutes) : undefined),
};

export const NEVER_CHECKED: Timing = { attemptedAt: 0, failures: 0 };

/** The timing while a check is running: as if it failed. So a worker that its checks crash backs off, too. */
export function timingOfBegun(before: Timing, now: number, rhythm: Rhythm, random: () => number): Timing {
  const { attemptedAt, failures, notBefore = 0 } = before;
  // The clock was set back since: ignore the stored time.
  const wish = attemptedAt > now ? 0 : notBefore;
  return tryAgain(
    { attemptedAt: now, failures },
    backOff(failures + 1, now, rhythm, random),
    wish,
    now,
    rhythm,
  );
}

export function timingAfterAnswer({ attemptedAt }: Timing): Timing {
  return { attemptedAt, failures: 0 };
}

/** @param wish the server's Retry-After time; not after `now` without one */
export function tryAgain(timing: Timing, own: number, wish: number, now: number, rhythm: Rhythm): Timing {
  if (wish <= now) return { ...timing, retryAt: own };
  // Every client gets the same time from the server: spread them by phase.
  return { ...timing, retryAt: Math.max(own, momentAfter(wish, rhythm)), notBefore: wish };
}

/** When to check. Due at once if the clock was set back past the latest check. */
export function dueAt(timing: Timing & Hasty, now: number, rhythm: Rhythm): number {
  if (timing.attemptedAt > now || isBeyond(timing.retryAt, now, rhythm)) return now;
  if (timing.retryAt !== undefined) return timing.retryAt;
  if (timing.attemptedAt === 0) return now;
  const { attemptedAt } = timing;
  return Math.min(
    Math.max(hastyAt(timing), attemptedAt + floorOf(rhythm)),
    regularAfter(attemptedAt, rhythm),
  );
}

/** When a background that was killed after the user did something checks. Usually it has checked by then. */
function hastyAt({ outbox = [] }: Hasty): number {
  const hasty = outbox.filter(({ action, begunAt }) => action === 'open' || begunAt === undefined);
  return hasty.length > 0 ? Math.max(...hasty.map(({ at }) => at)) + OPENING : Infinity;
}

/** Due now, or so soon that an early alarm was for it. */
export function isDue(timing: Timing & Hasty, now: number, rhythm: Rhythm): boolean {
  const due = dueAt(timing, now, rhythm);
  return due <= now || (due <= now + EARLY && (timing.notBefore ?? 0) <= now);
}

/** Later than anything we ever schedule: the clock was wrong when it was stored. */
function isBeyond(time = 0, now: number, { interval }: Rhythm): boolean {
  return time > now + MAX_RETRY_AFTER + 2 * interval;
}

/** For hints: at most one check per minimum, or per interval if failing; none before Retry-After. */
export function mayCheckOnHint(timing: Timing, now: number, rhythm: Rhythm): boolean {
  return mayCheckAfter(timing.failures > 0 ? rhythm.interval : floorOf(rhythm), timing, now, rhythm);
}

/** For an account with a network failure, after reconnecting. */
export function mayCheckOnline(timing: Timing, now: number, rhythm: Rhythm): boolean {
  return mayCheckAfter(RECONNECTING, timing, now, rhythm);
}

/** After the user did something: while failing at most one check per minimum; none before Retry-After. */
export function mayCheckOnAction(timing: Timing, now: number, rhythm: Rhythm): boolean {
  return mayCheckAfter(timing.failures > 0 ? floorOf(rhythm) : 0, timing, now, rhythm);
}

function mayCheckAfter(wait: number, timing: Timing, now: number, rhythm: Rhythm): boolean {
  const { attemptedAt, notBefore = 0 } = timing;
  if (attemptedAt > now || isBeyond(notBefore, now, rhythm)) return true;
  return now >= notBefore && now - attemptedAt >= wait;
}

/**
 * The regular check after `time`: the installation's next moment. If that is too near, steps towards a later
 * moment, each between the minimum and the interval, so that an outage leaves no installations in step.
 */
export function regularAfter(time: number, rhythm: Rhythm): number {
  const { least = LEAST } = rhythm;
  const next = momentAfter(time + EARLY, rhythm);
  const away = next - time;
  if (away >= least) return next;
  const spare = beatOf(rhythm) - least;
  const steps = Math.ceil((least - away) / spare);
  const most = away + steps * spare;
  // Depends on `away`, so that installations that started together spread.
  return time + least + (away / least) * (most - least);
}

/** Counts from one time for all intervals, so that accounts with different intervals share moments. */
function momentAfter(time: number, rhythm: Rhythm): number {
  const beat = beatOf(rhythm);
  const beginning = rhythm.phase * DAY;
  return (Math.floor((time - beginning) / beat) + 1) * beat + beginning;
}

/** Exponential back-off with full jitter: from FLOOR to the interval doubled at each failure, at most CAP. */
export function backOff(failures: number, now: number, { interval }: Rhythm, random: () => number): number {
  const longest = Math.min(CAP, interval * 2 ** failures);
  return now + FLOOR + random() * Math.max(0, longest - FLOOR);
}
