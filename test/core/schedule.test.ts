import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dueAt,
  FLOOR,
  LATENESS,
  mayCheckOnHint,
  NEVER_CHECKED,
  PHASE_FORMAT,
  type Retry,
  type Rhythm,
  regularAfter,
  type Timing,
  timingAfterAnswer,
  timingAfterFailure,
  timingAfterOpening,
  timingOfBegun,
} from '../../src/core/schedule';
import { RANGES } from '../../src/core/settings';
import { unpack } from '../../src/core/stored-format';
import { DAY, HOUR, MINUTE, NOW } from '../make';

const RHYTHM: Rhythm = { interval: 5 * MINUTE, phase: 0 };
const RETRIES: readonly Retry[] = ['back-off', 'soon', 'as-usual', 'never'];

const moments = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2060, 0) });
const shares = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const intervals = fc.integer(RANGES.checkEvery).map(minutes => minutes * MINUTE);
const rhythms: fc.Arbitrary<Rhythm> = fc.record({ interval: intervals, phase: shares });
const failureCounts = fc.nat(50);
const waits = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 3 * DAY }));

const failedBefore = (failures: number): Timing => ({ attemptedAt: NOW, failures });

/** How long a check that failed at `NOW` is backed off, by the number of failures before it. */
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

/** How far a moment is from the nearest one in the rhythm. */
function offBeat(time: number, { interval, phase }: Rhythm): number {
  const past = (((time - phase * interval) % interval) + interval) % interval;
  return Math.min(past, interval - past);
}

test('a time that a clock ahead has set is none', () => {
  const nextYear = NOW + 365 * DAY;
  const timing = { attemptedAt: NOW - MINUTE, failures: 1, retryAt: nextYear, notBefore: nextYear };
  expect(dueAt(timing, NOW, RHYTHM)).toBe(NOW);
  expect(mayCheckOnHint(timing, NOW, RHYTHM)).toBe(true);
  const tomorrow = { ...timing, retryAt: NOW + DAY, notBefore: NOW + DAY };
  expect(dueAt(tomorrow, NOW, RHYTHM)).toBe(NOW + DAY);
  expect(mayCheckOnHint(tomorrow, NOW, RHYTHM)).toBe(false);
});

describe('the next check', () => {
  test('is at least the floor away, whatever a check comes to', () => {
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
          const ends = RETRIES.map(retry =>
            timingAfterFailure(begun, retry, retryAfter, ended, rhythm, () => random),
          );
          for (const timing of [begun, timingAfterAnswer(begun), ...ends])
            expect(dueAt(timing, ended, rhythm)).toBeGreaterThanOrEqual(now + FLOOR - LATENESS);
        },
      ),
    );
  });

  test.each<[string, Timing, number]>([
    ['of an account never checked is due at once', NEVER_CHECKED, NOW],
    ['while all is well is the next one in the rhythm', { attemptedAt: NOW, failures: 0 }, NOW + 5 * MINUTE],
    ['is due still when its time has passed', { attemptedAt: NOW - HOUR, failures: 0 }, NOW - 55 * MINUTE],
    ['after a failure is when to try again', { attemptedAt: NOW, failures: 3, retryAt: NOW + 7 }, NOW + 7],
    [
      'is due at once when the clock was set back',
      { attemptedAt: NOW + DAY, failures: 3, retryAt: NOW + 2 * DAY, notBefore: NOW + 2 * DAY },
      NOW,
    ],
  ])('%s', (_what, timing, due) => {
    expect(dueAt(timing, NOW, RHYTHM)).toBe(due);
  });

  test.each(RETRIES)(
    'leaves a server alone for as long as it wants, also after a failure of another kind: %s',
    retry => {
      const begun: Timing = { attemptedAt: NOW, failures: 1, retryAt: NOW + HOUR, notBefore: NOW + 2 * HOUR };
      const after = timingAfterFailure(begun, retry, 0, NOW, RHYTHM, () => 0.5);
      if (retry === 'never') expect(after).toEqual({ attemptedAt: NOW, failures: 1 });
      else expect(dueAt(after, NOW, RHYTHM)).toBeGreaterThanOrEqual(NOW + 2 * HOUR);
    },
  );

  test('of a check under way that never ends is that of one that fails', () => {
    const before: Timing = { attemptedAt: NOW - HOUR, failures: 2, notBefore: NOW - MINUTE };
    const begun = timingOfBegun(before, NOW, RHYTHM, () => 0.5);
    expect(begun).toEqual({ attemptedAt: NOW, failures: 2, retryAt: NOW + backOff(2, RHYTHM, 0.5) });
  });

  test('of a check that the user asked for and that never ends still leaves the server alone', () => {
    const before: Timing = { attemptedAt: NOW - MINUTE, failures: 1, notBefore: NOW + 2 * HOUR };
    const { retryAt = 0 } = timingOfBegun(before, NOW, RHYTHM, () => 0.5);
    expect(retryAt).toBeGreaterThanOrEqual(NOW + 2 * HOUR);
    expect(retryAt).toBeLessThanOrEqual(NOW + 2 * HOUR + RHYTHM.interval);
    const clockWasAhead = { attemptedAt: NOW + 365 * DAY, failures: 1, notBefore: NOW + 366 * DAY };
    expect(timingOfBegun(clockWasAhead, NOW, RHYTHM, () => 0.5).retryAt).toBeLessThan(NOW + HOUR);
  });
});

describe('a mail that the user has opened', () => {
  const checked: Timing = { attemptedAt: NOW, failures: 0 };
  const opened = NOW + MINUTE;

  test('is looked for half a minute later, however many are opened until then', () => {
    let timing = checked;
    for (const wait of [0, 10_000, 29_999]) timing = timingAfterOpening(timing, opened + wait);
    expect(dueAt(timing, opened, RHYTHM)).toBe(opened + MINUTE / 2);
  });

  test('just before a check that comes for another one is looked for after it', () => {
    const failing = { ...checked, failures: 3, retryAt: opened + MINUTE };
    const timing = timingAfterOpening(timingAfterOpening(failing, opened), opened + 59_000);
    expect(dueAt(timing, opened, RHYTHM)).toBe(opened + MINUTE);
    const begun = timingOfBegun(timing, opened + MINUTE, RHYTHM, () => 0.5);
    expect(dueAt(timingAfterAnswer(begun), opened + MINUTE, RHYTHM)).toBe(opened + MINUTE + FLOOR);
  });

  test('brings nothing forward once a check has failed', () => {
    const begun = timingOfBegun(timingAfterOpening(checked, opened), opened, RHYTHM, () => 0.5);
    const failed = timingAfterFailure(begun, 'as-usual', 0, opened, RHYTHM, () => 0.5);
    expect(dueAt(failed, opened, RHYTHM)).toBe(NOW + 5 * MINUTE);
  });

  test('by a clock that was ahead holds no later one back', () => {
    const ahead = timingAfterOpening(checked, NOW + DAY);
    const begun = timingOfBegun(ahead, opened, RHYTHM, () => 0.5);
    for (const timing of [ahead, timingAfterAnswer(begun)]) {
      const due = dueAt(timingAfterOpening(timing, opened), opened, RHYTHM);
      expect(due).toBe(Math.max(opened + MINUTE / 2, timing.attemptedAt + FLOOR));
    }
  });
});

describe('back-off', () => {
  test('stays between the floor and the doubled interval or an hour', () => {
    fc.assert(
      fc.property(failureCounts, rhythms, shares, (failures, rhythm, random) => {
        const wait = backOff(failures, rhythm, random);
        expect(wait).toBeGreaterThanOrEqual(FLOOR);
        expect(wait).toBeLessThanOrEqual(Math.min(HOUR, rhythm.interval * 2 ** (failures + 1)));
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
  ])(
    'every %i minutes after %i failures before reaches from the floor to %i minutes',
    (every, failures, longest) => {
      const rhythm = { interval: every * MINUTE, phase: 0.3 };
      expect(backOff(failures, rhythm, 0)).toBe(FLOOR);
      expect(backOff(failures, rhythm, 1 - Number.EPSILON)).toBeCloseTo(longest * MINUTE, -1);
      expect(backOff(failures, rhythm, 0.5)).toBe((FLOOR + longest * MINUTE) / 2);
    },
  );

  test('counts the failures since the last answer', () => {
    let timing: Timing = NEVER_CHECKED;
    for (const failures of [1, 2, 3]) {
      timing = timingAfterFailure(timing, 'back-off', 0, NOW, RHYTHM, () => 0.5);
      expect(timing.failures).toBe(failures);
    }
    expect(timingAfterAnswer({ ...timing, attemptedAt: NOW })).toEqual({ attemptedAt: NOW, failures: 0 });
  });
});

describe('another kind of failure', () => {
  const before: Timing = { attemptedAt: NOW, failures: 4, retryAt: NOW + DAY, notBefore: NOW - 1 };

  test.each<[Retry, number | undefined]>([
    ['soon', NOW + FLOOR],
    ['as-usual', NOW + 5 * MINUTE],
    ['never', undefined],
  ])('is tried again %s, and is no failure of the server', (retry, retryAt) => {
    expect(timingAfterFailure(before, retry, 0, NOW, RHYTHM, () => 0.5)).toEqual({
      attemptedAt: NOW,
      failures: 4,
      ...(retryAt && { retryAt }),
    });
  });
});

describe('a server that wants to be left alone', () => {
  const afterWait = (now: number, rhythm: Rhythm, random: number, failures: number, retryAfter: number) =>
    timingAfterFailure(failedBefore(failures), 'back-off', retryAfter, now, rhythm, () => random);

  test('is, for as long as it says and at most a day, and never less than back-off waits', () => {
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
  ])('for %s is not called before that or a day has passed', (_what, retryAfter, wait) => {
    expect(afterWait(NOW, RHYTHM, 0.5, 0, retryAfter).notBefore).toBe(NOW + wait);
  });

  test('is called by each installation in its own place of the rhythm', () => {
    const end = NOW + 3 * HOUR;
    const came = Array.from({ length: 100 }, (_, n) => {
      const rhythm = { interval: 10 * MINUTE, phase: n / 100 };
      return (afterWait(NOW, rhythm, 0, 0, end - NOW).retryAt ?? Number.NaN) - end;
    });
    for (let minute = 1; minute < 10; minute += 1) {
      const inMinute = came.filter(wait => Math.floor(wait / MINUTE) === minute);
      expect(inMinute.length).toBeGreaterThanOrEqual(9);
    }
    expect(Math.max(...came)).toBeLessThanOrEqual(10 * MINUTE);
  });

  test('and does not say for how long is backed off from alone', () => {
    expect(afterWait(NOW, RHYTHM, 0.5, 0, 0)).not.toHaveProperty('notBefore');
  });
});

describe('a hint', () => {
  const healthy = (attemptedAt: number): Timing => ({ attemptedAt, failures: 0 });

  test.each<[string, boolean, Timing]>([
    ['at once again', false, healthy(NOW)],
    ['within the floor', false, healthy(NOW - FLOOR + 1)],
    ['at the floor', true, healthy(NOW - FLOOR)],
    ['long after', true, healthy(NOW - 100 * FLOOR)],
    ['never checked', true, NEVER_CHECKED],
    ['with a clock set back', true, healthy(NOW + 100 * FLOOR)],
    ['failing, within the interval', false, { attemptedAt: NOW - 5 * MINUTE + 1, failures: 1 }],
    ['failing, an interval later', true, { attemptedAt: NOW - 5 * MINUTE, failures: 1 }],
    [
      'failing, an interval later and long before the back-off ends',
      true,
      { attemptedAt: NOW - 5 * MINUTE, failures: 9, retryAt: NOW + HOUR },
    ],
    ['while the server wants to be left alone', false, { ...healthy(NOW - HOUR), notBefore: NOW + 1 }],
    ['once the server has been left alone', true, { ...healthy(NOW - HOUR), notBefore: NOW }],
    [
      'with a clock set back, whatever the server wanted',
      true,
      { attemptedAt: NOW + DAY, failures: 2, notBefore: NOW + 2 * DAY },
    ],
  ])('may bring a check %s: %s', (_when, may, timing) => {
    expect(mayCheckOnHint(timing, NOW, RHYTHM)).toBe(may);
  });

  test('brings no check within the floor, nor of a failing account within the interval', () => {
    fc.assert(
      fc.property(rhythms, failureCounts, fc.nat(2 * HOUR), (rhythm, failures, age) => {
        const may = mayCheckOnHint({ attemptedAt: NOW - age, failures }, NOW, rhythm);
        expect(may).toBe(age >= FLOOR && (failures === 0 || age >= rhythm.interval));
      }),
    );
  });

  test('brings no check while the server wants to be left alone', () => {
    fc.assert(
      fc.property(rhythms, failureCounts, fc.nat(2 * DAY), fc.nat(DAY), (rhythm, failures, age, left) => {
        const timing = { attemptedAt: NOW - age, failures, notBefore: NOW + 1 + left };
        expect(mayCheckOnHint(timing, NOW, rhythm)).toBe(false);
      }),
    );
  });
});

describe('the rhythm', () => {
  test('goes on at its next moment, or at the one after that where a check would be too soon', () => {
    fc.assert(
      fc.property(moments, rhythms, (time, rhythm) => {
        const next = regularAfter(time, rhythm);
        expect(next).toBeGreaterThanOrEqual(time + FLOOR - LATENESS);
        expect(next).toBeLessThan(time + rhythm.interval + FLOOR);
        expect(offBeat(next, rhythm)).toBeLessThan(1);
      }),
    );
  });

  test.each([
    ['at a moment of it', 0, 0, 5],
    ['just after one', 0, 0.5, 5],
    ['just before the floor', 0, 4, 5],
    ['by an alarm that is a little late', 0, 4.05, 5],
    ['within the floor', 0, 4.5, 10],
    ['at a moment of it, with a phase', 0.4, 2, 7],
    ['before its phase', 0.4, 0, 2],
  ])('is kept %s', (_when, phase, minute, next) => {
    const start = Math.ceil(NOW / HOUR) * HOUR;
    const after = regularAfter(start + minute * MINUTE, { interval: 5 * MINUTE, phase });
    expect((after - start) / MINUTE).toBeCloseTo(next, 6);
  });

  test('is where the accounts of an installation meet', () => {
    fc.assert(
      fc.property(moments, fc.nat(2 * HOUR), rhythms, (time, apart, rhythm) => {
        const checks = (from: number) => {
          const times = [from];
          while ((times.at(-1) ?? 0) < time + 6 * HOUR) times.push(regularAfter(times.at(-1) ?? 0, rhythm));
          return times.filter(it => it > time + 5 * HOUR - 1).map(Math.round);
        };
        const [one, other] = [checks(time), checks(time + apart)];
        expect(one[0]).toBe(other[0]);
      }),
    );
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
  ])('has its phase stored, or none yet: %s', (raw, phase) => {
    expect(unpack(PHASE_FORMAT, raw)).toBe(phase);
  });
});

test('the floor is one minute', () => {
  expect(FLOOR).toBe(60_000);
});
