import { FAILURES } from '../../src/core/mailbox/failure-table';
import { timingAfterFailure } from '../../src/core/mailbox/retry';
import type { Rhythm, Timing } from '../../src/core/mailbox/schedule';
import * as schedule from '../../src/core/mailbox/schedule';
import { seededRandom } from '../random';

const core = { ...schedule, timingAfterFailure };

/** The part of core/schedule.ts and core/retry.ts that decides when an installation sends a request. */
export type Schedule = Pick<
  typeof core,
  'timingOfBegun' | 'timingAfterAnswer' | 'timingAfterFailure' | 'dueAt' | 'mayCheckOnHint' | 'mayCheckOnline'
>;

/** A time during which every request fails. Times are ms since the beginning of the simulation. */
export interface Outage {
  from: number;
  to: number;
  /** What the server says with a failure at `now`: how long to leave it alone, in ms. Absent where it says nothing. */
  retryAfter?(now: number): number;
}

/** What a fleet goes through. Times are ms since its beginning, durations are ms. */
export interface Course {
  installations: number;
  /** Decides everything that is drawn. */
  seed: number;
  /** The intervals that users have chosen, and the share of them who have; the shares add up to 1. */
  intervals: readonly { interval: number; share: number }[];
  /** Each installation starts at a moment of its own within this time, and checks at once. */
  startWithin: number;
  duration: number;
  outage?: Outage;
  /** The mean time between two hints to one installation, such as its user back from idle; absent for none. */
  hintEvery?: number;
}

/** What the server sees, second by second. */
export interface Traffic {
  requests: Int32Array;
  /** How many installations get their first answer since the outage. */
  recovered: Int32Array;
}

const SECOND = 1000;
const NONE = -1;

/** Where simulations begin, ms since 1970: a Monday at 9 o'clock. */
const BEGINNING = Date.UTC(2026, 10, 23, 9);

/** How a check in the outage is tried again: a server error as a refused connection. */
const { retry } = FAILURES.network;

/** What is known of an installation, one number after the other; 0 stands for what is absent. */
const SIZE = 8;
const [PHASE, INTERVAL, ATTEMPTED_AT, FAILED, RETRY_AT, NOT_BEFORE, ALARM_AT, RECOVERED] = [
  0, 1, 2, 3, 4, 5, 6, 7,
] as const;

/**
 * Simulates installations of one account each, second by second. Only the time between checks is at work: a check
 * itself takes none, clocks are right, and an alarm rings when it should, at the next whole millisecond.
 * @param schedule what times the checks: the extension's own, unless one is to be seen that fails
 */
export function simulate(course: Course, schedule: Schedule = core): Traffic {
  const { installations, outage } = course;
  const seconds = Math.ceil(course.duration / SECOND);
  const random = seededRandom(course.seed);
  const requests = new Int32Array(seconds);
  const recovered = new Int32Array(seconds);
  const known = new Float64Array(installations * SIZE);

  /** Whose alarms ring in a second: a list of them, which a hint takes one out of. */
  const first = new Int32Array(seconds).fill(NONE);
  const next = new Int32Array(installations);
  const previous = new Int32Array(installations);

  const secondOf = (time: number) => Math.floor((time - BEGINNING) / SECOND);

  function setAlarm(id: number, time: number): void {
    known[id * SIZE + ALARM_AT] = time;
    const second = secondOf(time);
    if (second >= seconds) return;
    const head = first[second] as number;
    next[id] = head;
    previous[id] = NONE;
    if (head !== NONE) previous[head] = id;
    first[second] = id;
  }

  function clearAlarm(id: number): void {
    const second = secondOf(known[id * SIZE + ALARM_AT] as number);
    if (second >= seconds) return;
    const before = previous[id] as number;
    const after = next[id] as number;
    if (before === NONE) first[second] = after;
    else next[before] = after;
    if (after !== NONE) previous[after] = before;
  }

  function rhythmOf(id: number): Rhythm {
    return { interval: known[id * SIZE + INTERVAL] as number, phase: known[id * SIZE + PHASE] as number };
  }

  function timingOf(id: number): Timing {
    const at = id * SIZE;
    return {
      attemptedAt: known[at + ATTEMPTED_AT] as number,
      failures: known[at + FAILED] as number,
      // Named even if absent: to add a name to a spread object takes Node 20 a microsecond, and to replace one does not.
      retryAt: (known[at + RETRY_AT] || undefined) as number,
      notBefore: (known[at + NOT_BEFORE] || undefined) as number,
    };
  }

  function check(id: number, now: number): void {
    const at = id * SIZE;
    const rhythm = rhythmOf(id);
    const begun = schedule.timingOfBegun(timingOf(id), now, rhythm, random);
    const timing = ask(id, begun, now, rhythm);
    known[at + ATTEMPTED_AT] = timing.attemptedAt;
    known[at + FAILED] = timing.failures;
    known[at + RETRY_AT] = timing.retryAt ?? 0;
    known[at + NOT_BEFORE] = timing.notBefore ?? 0;
    const due = Math.ceil(schedule.dueAt(timing, now, rhythm));
    if (due <= now) throw new RangeError(`After a check at ${now}, the next one is due at ${due}.`);
    setAlarm(id, due);
  }

  function ask(id: number, begun: Timing, now: number, rhythm: Rhythm): Timing {
    const second = secondOf(now);
    requests[second] = (requests[second] as number) + 1;
    const time = now - BEGINNING;
    if (outage && time >= outage.from && time < outage.to) {
      const retryAfter = outage.retryAfter?.(time) ?? 0;
      return schedule.timingAfterFailure(begun, retry, retryAfter, now, rhythm, random);
    }
    if (outage && time >= outage.to && !known[id * SIZE + RECOVERED]) {
      known[id * SIZE + RECOVERED] = 1;
      recovered[second] = (recovered[second] as number) + 1;
    }
    return schedule.timingAfterAnswer(begun);
  }

  function hint(id: number, now: number): void {
    const timing = timingOf(id);
    const rhythm = rhythmOf(id);
    // Whoever comes back may bring a network with them.
    const mayBeBack = timing.failures > 0 && schedule.mayCheckOnline(timing, now, rhythm);
    if (!mayBeBack && !schedule.mayCheckOnHint(timing, now, rhythm)) return;
    clearAlarm(id);
    check(id, now);
  }

  // In their order, neighbours in time are neighbours in memory: that is faster, and changes nothing else.
  const phases = Float64Array.from({ length: installations }, random).sort();
  for (let id = 0; id < installations; id += 1) {
    known[id * SIZE + PHASE] = phases[id] as number;
    known[id * SIZE + INTERVAL] = choose(course.intervals, random());
    setAlarm(id, BEGINNING + Math.floor(random() * course.startWithin));
  }

  // Hints to each installation at random are hints to random installations.
  const hintGap = (course.hintEvery ?? Number.POSITIVE_INFINITY) / installations;
  const drawGap = () => -Math.log(1 - random()) * hintGap;
  let hintAt = BEGINNING + drawGap();
  for (let second = 0; second < seconds; second += 1) {
    const now = BEGINNING + second * SECOND;
    // They come as the second begins: after its alarms, the clock would seem to have been set back.
    for (; hintAt < now + SECOND; hintAt += drawGap()) hint(Math.floor(random() * installations), now);
    for (let id = first[second] as number; id !== NONE; id = first[second] as number) {
      clearAlarm(id);
      check(id, known[id * SIZE + ALARM_AT] as number);
    }
  }
  return { requests, recovered };
}

/** The interval of those in whose share `at` falls, [0, 1). */
function choose(intervals: Course['intervals'], at: number): number {
  let end = 0;
  const found = intervals.find(({ share }) => {
    end += share;
    return at < end;
  });
  // The shares' sum may be rounded to less than 1.
  return (found ?? intervals[0])?.interval ?? Number.NaN;
}
