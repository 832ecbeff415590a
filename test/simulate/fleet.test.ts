import { describe, expect, test } from 'vitest';
import { timingAfterFailure } from '../../src/core/mailbox/retry';
import * as schedule from '../../src/core/mailbox/schedule';
import { MINUTE } from '../make';
import { type Course, type Schedule, simulate, type Traffic } from './fleet';
import { keepsLimit, measure, type Numbers } from './measure';
import { SCENARIOS, type Scenario } from './scenarios';

const core = { ...schedule, timingAfterFailure };

const INSTALLATIONS = 10_000;

function run(course: Partial<Course>, schedule?: Schedule): Traffic {
  const usual = { intervals: [{ interval: 5 * MINUTE, share: 1 }], startWithin: 5 * MINUTE };
  const fleet = { installations: INSTALLATIONS, seed: 1, duration: 21 * MINUTE };
  return simulate({ ...usual, ...fleet, ...course }, schedule);
}

function numbersOf(scenario: Scenario, schedule?: Schedule): Numbers {
  return measure(run(scenario.course, schedule), scenario, INSTALLATIONS);
}

function scenarioCalled(name: string): Scenario {
  const found = SCENARIOS.find(scenario => scenario.name === name);
  if (!found) throw new Error(`There is no scenario "${name}".`);
  return found;
}

function sum(values: Int32Array, from: number, to: number): number {
  return values.subarray(from * 60, to * 60).reduce((total, value) => total + value, 0);
}

describe('a healthy fleet', () => {
  const { requests, recovered } = run({});

  test('checks once in each beat of its rhythm', () => {
    // 95 % of five minutes.
    const beat = 285;
    for (const from of [11 * 60, 11 * 60 + beat]) {
      const inBeat = requests.subarray(from, from + beat).reduce((total, value) => total + value, 0);
      expect(inBeat).toBe(INSTALLATIONS);
    }
    expect(sum(recovered, 0, 16)).toBe(0);
  });

  test('spreads its checks over the interval', () => {
    const perSecond = INSTALLATIONS / 285;
    // Six standard deviations of chance.
    const noise = 6 * Math.sqrt(perSecond);
    for (const value of requests.subarray(11 * 60)) {
      expect(value).toBeGreaterThan(perSecond - noise);
      expect(value).toBeLessThan(perSecond + noise);
    }
  });

  test('checks more often with users who come back, but not at every hint', () => {
    const more = sum(run({ hintEvery: 45 * MINUTE }).requests, 6, 16) - sum(requests, 6, 16);
    const hints = INSTALLATIONS * (10 / 45);
    expect(more).toBeGreaterThan(0.6 * hints);
    expect(more).toBeLessThan(hints);
  });
});

describe('a few installations through a short outage', () => {
  const installations = 2000;
  const throughOutage = (seed: number) =>
    run({ installations, seed, outage: { from: 6 * MINUTE, to: 8 * MINUTE }, duration: 40 * MINUTE });
  const { requests, recovered } = throughOutage(7);

  test('draw the same from the same seed, and something else from another', () => {
    expect(throughOutage(7).requests.join()).toBe(requests.join());
    expect(throughOutage(8).requests.join()).not.toBe(requests.join());
  });

  test('recover once each', () => {
    expect(sum(recovered, 0, 8)).toBe(0);
    expect(sum(recovered, 8, 40)).toBe(installations);
  });
});

describe('the limit', () => {
  test.each(SCENARIOS)('holds: $name', scenario => {
    const numbers = numbersOf(scenario);
    expect(numbers.after.second).toBeGreaterThan(0.9);
    expect(keepsLimit(numbers)).toBe(true);
  });

  test('is seen to be broken by a fleet that comes back at one moment', () => {
    const quarter = 15 * MINUTE;
    const inStep: Schedule = {
      ...core,
      timingAfterFailure: (timing, _retry, _retryAfter, now) => ({
        ...timing,
        retryAt: (Math.floor(now / quarter) + 1) * quarter,
      }),
    };
    const { after } = numbersOf(scenarioCalled('plain failures'), inStep);
    expect(after.second).toBeGreaterThan(100);
    expect(after.tenSeconds).toBeGreaterThan(10);
  });

  test('is seen to be broken by a fleet that keeps beating in step', () => {
    const inStep: Schedule = { ...core, dueAt: timing => timing.attemptedAt + 5 * MINUTE };
    expect(keepsLimit(numbersOf(scenarioCalled('start in step'), inStep))).toBe(false);
  });
});

test('a schedule that asks for the next check at once is refused', () => {
  expect(() => run({}, { ...core, dueAt: (_timing, now) => now })).toThrow(RangeError);
});
