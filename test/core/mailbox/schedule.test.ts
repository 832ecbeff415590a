import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Retry, timingAfterFailure } from '../../../src/core/mailbox/retry';
import {
  beatOf,
  dueAt,
  FLOOR,
  isDue,
  LEAST,
  mayCheckOnHint,
  mayCheckOnline,
  NEVER_CHECKED,
  type Pace,
  PHASE_FORMAT,
  paceOf,
  type Rhythm,
  regularAfter,
  rhythmOf,
  type Timing,
  timingAfterAnswer,
  timingOfBegun,
} from '../../../src/core/mailbox/schedule';
import { RANGES } from '../../../src/core/settings/settings';
import { unpack } from '../../../src/core/store/stored-format';
import { DAY, HOUR, MINUTE, NOW } from '../../make';

const ELSEWHERE = 'https://api.example/';
const RHYTHM: Rhythm = { interval: 5 * MINUTE, phase: 0 };
const RETRIES: readonly Retry[] = ['back-off', 'quick', 'soon', 'as-usual', 'never'];

const moments = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2060, 0) });
const shares = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const paces: fc.Arbitrary<Pace> = fc
  .record({ minutes: fc.option(fc.integer(RANGES.checkEvery)), phase: shares })
  .map(({ minutes, phase }) => paceOf(minutes ?? 'automatic', phase));
const suggestions = fc.option(fc.integer({ min: 30, max: 3600 }).map(seconds => seconds * 1000));
const rhythms: fc.Arbitrary<Rhythm> = fc
  .record({ pace: paces, pollInterval: suggestions })
  .map(({ pace, pollInterval }) =>
    rhythmOf({ endpoint: ELSEWHERE, ...(pollInterval && { pollInterval }) }, pace),
  );
const failureCounts = fc.nat(50);
const waits = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 3 * DAY }));

const failedBefore = (failures: number): Timing => ({ attemptedAt: NOW, failures });

/** The back-off of a check that failed at `NOW`, by the number of earlier failures. */
function backOff(failures: number, rhythm: Rhythm, random: number, retryAfter = 0): number {
  const before = failedBefore(failures);
  const { retryAt = Number.NaN } = timingAfterFailure(
    before,
    'back-off',
    retryAfter,
    NOW,
    rhythm,
    () => random,
  );
  return retryAt - NOW;
}

/** The distance of a time from the nearest moment of the rhythm. */
function offBeat(time: number, rhythm: Rhythm): number {
  const beat = beatOf(rhythm);
  const past = (((time - rhythm.phase * DAY) % beat) + beat) % beat;
  return Math.min(past, beat - past);
}

/** The minimum time between two automatic checks. */
const leastOf = ({ least = LEAST }: Rhythm) => least;

test('a stored time too far in the future is ignored', () => {
  const nextYear = NOW + 365 * DAY;
  const timing = { attemptedAt: NOW - MINUTE, failures: 1, retryAt: nextYear, notBefore: nextYear };
  expect(dueAt(timing, NOW, RHYTHM)).toBe(NOW);
  expect(mayCheckOnHint(timing, NOW, RHYTHM)).toBe(true);
  const tomorrow = { ...timing, retryAt: NOW + DAY, notBefore: NOW + DAY };
  expect(dueAt(tomorrow, NOW, RHYTHM)).toBe(NOW + DAY);
  expect(mayCheckOnHint(tomorrow, NOW, RHYTHM)).toBe(false);
});

describe('the next check', () => {
  test('is at least the minimum minus the slack away, and at most half an interval more', () => {
    fc.assert(
      fc.property(
        moments,
        rhythms,
        shares,
        failureCounts,
        waits,
        fc.nat(30_000),
        (now, rhythm, random, failures, retryAfter, took) => {
          const begun = timingOfBegun({ ...NEVER_CHECKED, failures }, now, rhythm, () => random);
          const ended = now + took;
          for (const timing of [begun, timingAfterAnswer(begun)])
            expect(dueAt(timing, ended, rhythm)).toBeGreaterThanOrEqual(now + LEAST);
          for (const retry of RETRIES) {
            const timing = timingAfterFailure(begun, retry, retryAfter, ended, rhythm, () => random);
            const isQuick = retry === 'soon' || (retry === 'quick' && failures === 0);
            const least = isQuick ? FLOOR / 2 : LEAST;
            expect(dueAt(timing, ended, rhythm)).toBeGreaterThanOrEqual(now + least);
          }
        },
      ),
    );
  });

  test.each<[string, Timing, number]>([
    ['of an unchecked account is due at once', NEVER_CHECKED, NOW],
    [
      'of a healthy account is the next regular one',
      { attemptedAt: NOW, failures: 0 },
      regularAfter(NOW, RHYTHM),
    ],
    [
      'is due after its time has passed',
      { attemptedAt: NOW - HOUR, failures: 0 },
      regularAfter(NOW - HOUR, RHYTHM),
    ],
    ['after a failure is the retry', { attemptedAt: NOW, failures: 3, retryAt: NOW + 7 }, NOW + 7],
    [
      'is due at once after the clock was set back',
      { attemptedAt: NOW + DAY, failures: 3, retryAt: NOW + 2 * DAY, notBefore: NOW + 2 * DAY },
      NOW,
    ],
  ])('%s', (_what, timing, due) => {
    expect(dueAt(timing, NOW, RHYTHM)).toBe(due);
  });

  test.each(RETRIES)('obeys Retry-After, also after a failure of another kind: %s', retry => {
    const begun: Timing = { attemptedAt: NOW, failures: 1, retryAt: NOW + HOUR, notBefore: NOW + 2 * HOUR };
    const after = timingAfterFailure(begun, retry, 0, NOW, RHYTHM, () => 0.5);
    if (retry === 'never') expect(after).toEqual({ attemptedAt: NOW, failures: 1 });
    else expect(dueAt(after, NOW, RHYTHM)).toBeGreaterThanOrEqual(NOW + 2 * HOUR);
  });

  test('after a check that never ends is the same as after a failed one', () => {
    const before: Timing = { attemptedAt: NOW - HOUR, failures: 2, notBefore: NOW - MINUTE };
    const begun = timingOfBegun(before, NOW, RHYTHM, () => 0.5);
    expect(begun).toEqual({ attemptedAt: NOW, failures: 2, retryAt: NOW + backOff(2, RHYTHM, 0.5) });
  });

  test('after a manual check that never ends still obeys Retry-After', () => {
    const before: Timing = { attemptedAt: NOW - MINUTE, failures: 1, notBefore: NOW + 2 * HOUR };
    const { retryAt = 0 } = timingOfBegun(before, NOW, RHYTHM, () => 0.5);
    expect(retryAt).toBeGreaterThanOrEqual(NOW + 2 * HOUR);
    expect(retryAt).toBeLessThanOrEqual(NOW + 2 * HOUR + RHYTHM.interval);
    const clockWasAhead = { attemptedAt: NOW + 365 * DAY, failures: 1, notBefore: NOW + 366 * DAY };
    expect(timingOfBegun(clockWasAhead, NOW, RHYTHM, () => 0.5).retryAt).toBeLessThan(NOW + HOUR);
  });
});

describe('the check for a background that was killed after the user did something', () => {
  const checked: Timing = { attemptedAt: NOW, failures: 0 };
  const opened = NOW + MINUTE;
  const having = (...outbox: { action: string; at: number; begunAt?: number }[]) => ({ ...checked, outbox });

  test.each(['open', 'markRead'])('comes ten seconds after the latest: %s', action => {
    const timing = having({ action, at: opened }, { action, at: opened + 5000 });
    expect(dueAt(timing, opened, RHYTHM)).toBe(opened + 15_000);
  });

  test('keeps the minimum interval, and delays no regular check', () => {
    const early = having({ action: 'open', at: NOW + 1000 });
    expect(dueAt(early, NOW + 1000, RHYTHM)).toBe(NOW + FLOOR);
    const ahead = having({ action: 'open', at: NOW + DAY });
    expect(dueAt(ahead, opened, RHYTHM)).toBe(regularAfter(NOW, RHYTHM));
  });

  test('isn’t for an action that was sent in vain: that is sent again with the regular check', () => {
    const sent = having({ action: 'archive', at: opened, begunAt: opened + 1 });
    expect(dueAt(sent, opened, RHYTHM)).toBe(regularAfter(NOW, RHYTHM));
  });

  test('doesn’t come earlier after a failure', () => {
    const failing = { ...having({ action: 'open', at: opened }), failures: 3, retryAt: opened + MINUTE };
    expect(dueAt(failing, opened, RHYTHM)).toBe(opened + MINUTE);
  });
});

describe('back-off', () => {
  test('is between the minimum and the doubled interval or an hour', () => {
    fc.assert(
      fc.property(failureCounts, rhythms, shares, (failures, rhythm, random) => {
        const wait = backOff(failures, rhythm, random);
        expect(wait).toBeGreaterThanOrEqual(FLOOR);
        // Whole ms: a time since 1970 has no room for smaller parts than a quarter of a thousandth.
        expect(Math.floor(wait)).toBeLessThanOrEqual(Math.min(HOUR, rhythm.interval * 2 ** (failures + 1)));
      }),
    );
  });

  test.each([
    [5, 0, 10],
    [5, 1, 20],
    [5, 2, 40],
    [5, 3, 60],
    [5, 50, 60],
    [1, 0, 2],
    [1, 5, 60],
    [60, 0, 60],
  ])('with interval %i after %i failures is at most %i minutes', (every, failures, longest) => {
    const rhythm = { interval: every * MINUTE, phase: 0.3 };
    expect(backOff(failures, rhythm, 0)).toBe(FLOOR);
    expect(backOff(failures, rhythm, 1 - Number.EPSILON)).toBeCloseTo(longest * MINUTE, -1);
    expect(backOff(failures, rhythm, 0.5)).toBe((FLOOR + longest * MINUTE) / 2);
  });

  test('counts the failures since the last answer', () => {
    let timing: Timing = NEVER_CHECKED;
    for (const failures of [1, 2, 3]) {
      timing = timingAfterFailure(timing, 'back-off', 0, NOW, RHYTHM, () => 0.5);
      expect(timing.failures).toBe(failures);
    }
    expect(timingAfterAnswer({ ...timing, attemptedAt: NOW })).toEqual({ attemptedAt: NOW, failures: 0 });
  });
});

describe('a failure that may pass within a minute', () => {
  const tried = (failures: number, random: number, rhythm = RHYTHM) => {
    const { retryAt = Number.NaN } = timingAfterFailure(
      failedBefore(failures),
      'quick',
      0,
      NOW,
      rhythm,
      () => random,
    );
    return retryAt - NOW;
  };

  test('is retried after 30 to 60 seconds the first time, with any interval', () => {
    fc.assert(
      fc.property(paces, shares, (pace, random) => {
        const wait = tried(0, random, rhythmOf({ endpoint: ELSEWHERE }, pace));
        expect(wait).toBeGreaterThanOrEqual(30_000);
        expect(wait).toBeLessThanOrEqual(60_000);
      }),
    );
    expect([tried(0, 0), tried(0, 0.5)]).toEqual([30_000, 45_000]);
  });

  test.each([
    [1, 10],
    [2, 20],
    [3, 40],
    [4, 60],
    [50, 60],
  ])('after %i failures is retried with back-off, up to %i minutes', (failures, longest) => {
    expect(tried(failures, 0)).toBe(FLOOR);
    expect(tried(failures, 1 - Number.EPSILON)).toBeCloseTo(longest * MINUTE, -1);
  });

  test('is never retried before Retry-After', () => {
    const wait = timingAfterFailure(failedBefore(0), 'quick', 2 * MINUTE, NOW, RHYTHM, () => 0);
    expect(wait.retryAt).toBeGreaterThanOrEqual(NOW + 2 * MINUTE);
    const asks = rhythmOf({ endpoint: ELSEWHERE, pollInterval: 5 * MINUTE }, { phase: 0 });
    expect(tried(0, 0, asks)).toBe(5 * MINUTE);
  });
});

describe('another kind of failure', () => {
  const before: Timing = { attemptedAt: NOW, failures: 4, retryAt: NOW + DAY, notBefore: NOW - 1 };

  test.each<[Retry, number | undefined]>([
    ['soon', NOW + 45_000],
    ['as-usual', regularAfter(NOW, RHYTHM)],
    ['never', undefined],
  ])('is retried %s, and doesn’t count as a failure', (retry, retryAt) => {
    expect(timingAfterFailure(before, retry, 0, NOW, RHYTHM, () => 0.5)).toEqual({
      attemptedAt: NOW,
      failures: 4,
      ...(retryAt && { retryAt }),
    });
  });
});

describe('a server with Retry-After', () => {
  const afterWait = (now: number, rhythm: Rhythm, random: number, failures: number, retryAfter: number) =>
    timingAfterFailure(failedBefore(failures), 'back-off', retryAfter, now, rhythm, () => random);

  test('is not called before that time, at most a day, and at least the back-off', () => {
    fc.assert(
      fc.property(
        moments,
        rhythms,
        shares,
        failureCounts,
        fc.integer({ min: 1, max: 3 * DAY }),
        (now, rhythm, random, failures, retryAfter) => {
          const { notBefore, retryAt = Number.NaN } = afterWait(now, rhythm, random, failures, retryAfter);
          const end = now + Math.min(retryAfter, DAY);
          const own = afterWait(now, rhythm, random, failures, 0).retryAt ?? Number.NaN;
          expect(notBefore).toBe(end);
          expect(retryAt).toBeGreaterThanOrEqual(end);
          expect(retryAt).toBeGreaterThanOrEqual(own);
          expect(retryAt).toBeLessThan(Math.max(own, end + rhythm.interval) + 1);
        },
      ),
    );
  });

  test.each([
    ['a second', 1000, 1000],
    ['a day', DAY, DAY],
    ['a year', 365 * DAY, DAY],
    ['an endless time', Number.POSITIVE_INFINITY, DAY],
  ])('of %s is not called before that time or a day', (_what, retryAfter, wait) => {
    expect(afterWait(NOW, RHYTHM, 0.5, 0, retryAfter).notBefore).toBe(NOW + wait);
  });

  test('is called by each installation at its own phase', () => {
    const end = NOW + 3 * HOUR;
    const came = Array.from({ length: 100 }, (_, n) => {
      const rhythm = { interval: 10 * MINUTE, phase: n / 100 };
      return (afterWait(NOW, rhythm, 0, 0, end - NOW).retryAt ?? Number.NaN) - end;
    });
    for (let minute = 1; minute < 9; minute += 1) {
      const inMinute = came.filter(wait => Math.floor(wait / MINUTE) === minute);
      expect(inMinute.length).toBeGreaterThanOrEqual(8);
    }
    expect(Math.max(...came)).toBeLessThanOrEqual(10 * MINUTE);
  });

  test('without a duration gets only the back-off', () => {
    expect(afterWait(NOW, RHYTHM, 0.5, 0, 0)).not.toHaveProperty('notBefore');
  });
});

describe('a hint', () => {
  const healthy = (attemptedAt: number): Timing => ({ attemptedAt, failures: 0 });

  test.each<[string, boolean, Timing]>([
    ['at once again', false, healthy(NOW)],
    ['within the minimum', false, healthy(NOW - FLOOR + 1)],
    ['at the minimum', true, healthy(NOW - FLOOR)],
    ['long after', true, healthy(NOW - 100 * FLOOR)],
    ['never checked', true, NEVER_CHECKED],
    ['after the clock was set back', true, healthy(NOW + 100 * FLOOR)],
    ['failing, within the interval', false, { attemptedAt: NOW - 5 * MINUTE + 1, failures: 1 }],
    ['failing, an interval later', true, { attemptedAt: NOW - 5 * MINUTE, failures: 1 }],
    [
      'failing, an interval later and long before the back-off ends',
      true,
      { attemptedAt: NOW - 5 * MINUTE, failures: 9, retryAt: NOW + HOUR },
    ],
    ['before Retry-After', false, { ...healthy(NOW - HOUR), notBefore: NOW + 1 }],
    ['at Retry-After', true, { ...healthy(NOW - HOUR), notBefore: NOW }],
    [
      'after the clock was set back, with any Retry-After',
      true,
      { attemptedAt: NOW + DAY, failures: 2, notBefore: NOW + 2 * DAY },
    ],
  ])('may start a check %s: %s', (_when, may, timing) => {
    expect(mayCheckOnHint(timing, NOW, RHYTHM)).toBe(may);
  });

  test('starts no check within the minimum, nor of a failing account within the interval', () => {
    fc.assert(
      fc.property(rhythms, failureCounts, fc.nat(2 * HOUR), (rhythm, failures, age) => {
        const may = mayCheckOnHint({ attemptedAt: NOW - age, failures }, NOW, rhythm);
        const floor = Math.max(FLOOR, leastOf(rhythm));
        expect(may).toBe(age >= floor && (failures === 0 || age >= rhythm.interval));
      }),
    );
  });

  test('starts no check before Retry-After', () => {
    fc.assert(
      fc.property(rhythms, failureCounts, fc.nat(2 * DAY), fc.nat(DAY), (rhythm, failures, age, left) => {
        const timing = { attemptedAt: NOW - age, failures, notBefore: NOW + 1 + left };
        for (const may of [mayCheckOnHint, mayCheckOnline]) expect(may(timing, NOW, rhythm)).toBe(false);
      }),
    );
  });
});

test('reconnecting may start a check of a failing account, but not twice in a row', () => {
  const failing = (ago: number): Timing => ({ attemptedAt: NOW - ago, failures: 9, retryAt: NOW + HOUR });
  expect(mayCheckOnline(failing(10_000), NOW, RHYTHM)).toBe(true);
  expect(mayCheckOnline(failing(9999), NOW, RHYTHM)).toBe(false);
  expect(mayCheckOnline(failing(-DAY), NOW, RHYTHM)).toBe(true);
});

test('an alarm a second early starts a due check, but not before Retry-After', () => {
  const timing: Timing = { attemptedAt: NOW - HOUR, failures: 1, retryAt: NOW + 1000 };
  expect(isDue(timing, NOW, RHYTHM)).toBe(true);
  expect(isDue({ ...timing, retryAt: NOW + 1001 }, NOW, RHYTHM)).toBe(false);
  expect(isDue({ ...timing, notBefore: NOW + 1000 }, NOW, RHYTHM)).toBe(false);
  expect(isDue({ ...timing, notBefore: NOW + 1000 }, NOW + 1000, RHYTHM)).toBe(true);
});

describe('the rhythm', () => {
  /** The times of checks by alarms that are late by these times, or early for negative ones. */
  function checksFrom(start: number, rhythm: Rhythm, lateness: readonly number[]): number[] {
    let timing = timingAfterAnswer({ attemptedAt: start, failures: 0 });
    return [
      start,
      ...lateness.map(late => {
        const at = dueAt(timing, timing.attemptedAt, rhythm) + late;
        timing = timingAfterAnswer({ attemptedAt: at, failures: 0 });
        return at;
      }),
    ];
  }

  const gapsOf = (times: readonly number[]) =>
    times.slice(1).map((time, index) => time - (times[index] ?? 0));

  /**
   * How late an alarm may be without exceeding the interval: the slack of a minute, and the second of early
   * ones.
   */
  const lateness = fc.array(fc.integer({ min: -1000, max: 2000 }), { minLength: 1, maxLength: 40 });

  test('keeps checks at most the chosen interval apart, and at least the minimum minus the slack', () => {
    fc.assert(
      fc.property(moments, paces, lateness, (start, pace, late) => {
        const rhythm = rhythmOf({ endpoint: ELSEWHERE }, pace);
        for (const gap of gapsOf(checksFrom(start, rhythm, late))) {
          expect(gap).toBeLessThanOrEqual((pace.chosen ?? 2 * MINUTE) + 1);
          expect(gap).toBeGreaterThanOrEqual(LEAST - 1001);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('keeps checks at least the server’s interval apart, whatever the user chose', () => {
    const late = fc.array(fc.nat(2000), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(moments, paces, fc.integer({ min: 60, max: 3600 }), late, (start, pace, seconds, late) => {
        const rhythm = rhythmOf({ endpoint: ELSEWHERE, pollInterval: seconds * 1000 }, pace);
        for (const gap of gapsOf(checksFrom(start, rhythm, late)))
          expect(gap).toBeGreaterThanOrEqual(seconds * 1000 - 1);
      }),
    );
  });

  test('is regular again after a check at any time', () => {
    fc.assert(
      fc.property(moments, rhythms, (start, rhythm) => {
        const times = checksFrom(start, rhythm, Array(40).fill(0));
        const found = times.findIndex(time => offBeat(time, rhythm) < 1);
        expect(found).toBeGreaterThanOrEqual(0);
        for (const time of times.slice(found)) expect(offBeat(time, rhythm)).toBeLessThan(1);
      }),
    );
  });

  test('is shared by all accounts of an installation', () => {
    fc.assert(
      fc.property(moments, fc.nat(2 * HOUR), paces, (time, apart, pace) => {
        const rhythm = rhythmOf({ endpoint: ELSEWHERE }, pace);
        const isLate = (at: number) => at >= time + 6 * HOUR;
        const [one, other] = [time, time + apart].map(from =>
          checksFrom(from, rhythm, Array(500).fill(0)).filter(isLate).map(Math.round),
        );
        const least = Math.min(one?.length ?? 0, other?.length ?? 0);
        expect(least).toBeGreaterThan(0);
        expect(one?.slice(0, least)).toEqual(other?.slice(0, least));
      }),
    );
  });

  test('of a server on this computer includes the moments of other servers', () => {
    fc.assert(
      fc.property(moments, shares, (time, phase) => {
        const here = rhythmOf({ endpoint: 'http://127.0.0.1:8337/api' }, { phase });
        const elsewhere = rhythmOf({ endpoint: ELSEWHERE }, { phase });
        const meeting = checksFrom(time, elsewhere, Array(40).fill(0)).at(-1) ?? 0;
        expect(offBeat(meeting, here)).toBeLessThan(1);
      }),
    );
  });

  test.each<[string, string, number | undefined, number | undefined, number, number]>([
    ['of a server on this computer is one minute', 'http://127.0.0.1:8337/api', undefined, undefined, 1, 0.9],
    ['of localhost is one minute', 'http://localhost/api', undefined, undefined, 1, 0.9],
    ['of other servers is two minutes', ELSEWHERE, undefined, undefined, 2, 0.9],
    ['is the user’s choice, also on this computer', 'http://localhost/api', 5, undefined, 5, 0.9],
    ['is the server’s without a choice', ELSEWHERE, undefined, 5, 5 / 0.9, 5],
    ['is the server’s if that is longer than the user’s', ELSEWHERE, 5, 30, 30 / 0.9, 30],
    ['is the user’s if that is longer than the server’s', ELSEWHERE, 30, 5, 30, 5],
    ['is never shorter than the minimum', ELSEWHERE, undefined, 0.5, 1, 0.9],
    ['is the user’s if the server’s is shorter than the minimum', ELSEWHERE, 3, 0.5, 3, 0.9],
  ])('%s', (_what, endpoint, chosen, suggested, interval, least) => {
    const pollInterval = suggested && suggested * MINUTE;
    const rhythm = rhythmOf(
      { endpoint, ...(pollInterval && { pollInterval }) },
      paceOf(chosen ?? 'automatic', 0.3),
    );
    expect(rhythm.interval).toBeCloseTo(interval * MINUTE, 3);
    expect(leastOf(rhythm)).toBe(least * MINUTE);
    expect(rhythm.phase).toBe(0.3);
  });

  test.each([
    [0, 0],
    [0.25, 0.25],
    [1 - Number.EPSILON, 1 - Number.EPSILON],
    [1, undefined],
    [-0.1, undefined],
    [Number.NaN, undefined],
    ['0.5', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('has a stored phase, or none yet: %s', (raw, phase) => {
    expect(unpack(PHASE_FORMAT, raw)).toBe(phase);
  });
});

test('the minimum is one minute', () => {
  expect(FLOOR).toBe(60_000);
});
