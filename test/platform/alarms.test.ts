import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ensureCheckAlarm, moveCheckAlarm, presentAt } from '../../src/platform/alarms';
import { HOUR, MINUTE, NOW } from '../make';

interface Alarm {
  scheduledTime: number;
  periodInMinutes?: number;
}

/** A browser's alarms; it may round the period. */
const alarms = vi.hoisted(() => ({
  set: new Map<string, Alarm>(),
  rounding: 0,
}));
vi.mock('../../src/platform/browser', () => ({
  browser: {
    alarms: {
      get: async (name: string) => alarms.set.get(name),
      async create(name: string, { when, periodInMinutes }: { when: number; periodInMinutes?: number }) {
        alarms.set.set(name, {
          scheduledTime: when,
          ...(periodInMinutes && { periodInMinutes: periodInMinutes + alarms.rounding }),
        });
      },
    },
  },
}));

const check = () => alarms.set.get('check-mail');

beforeEach(() => {
  alarms.set.clear();
  alarms.rounding = 0;
});

describe('the check alarm', () => {
  test.each([0, 1e-9])(
    'is never postponed by starts of the background; rounding error of the period: %s',
    async rounding => {
      alarms.rounding = rounding;
      await ensureCheckAlarm(NOW + MINUTE, 5 * MINUTE);
      for (let second = 1; second < 60; second += 1)
        await ensureCheckAlarm(NOW + second * 1000 + MINUTE, second % 2 ? 5 * MINUTE : 2 * MINUTE);
      expect(check()?.scheduledTime).toBe(NOW + MINUTE);
    },
  );

  test('is set to an earlier time by a start, with the new period', async () => {
    await ensureCheckAlarm(NOW + HOUR, HOUR);
    await ensureCheckAlarm(NOW + MINUTE, 2 * MINUTE);
    expect(check()).toEqual({ scheduledTime: NOW + MINUTE, periodInMinutes: 2 });
  });

  test('is moved to its new time, unless that is at most a second away', async () => {
    await moveCheckAlarm(NOW + MINUTE, MINUTE);
    await moveCheckAlarm(NOW + MINUTE + 1000, MINUTE);
    expect(check()?.scheduledTime).toBe(NOW + MINUTE);
    await moveCheckAlarm(NOW + 2 * MINUTE, MINUTE);
    expect(check()?.scheduledTime).toBe(NOW + 2 * MINUTE);
  });
});

test('the present alarm is set to the earlier of two times', async () => {
  await presentAt(NOW + HOUR);
  await presentAt(NOW + MINUTE);
  await presentAt(NOW + 2 * MINUTE);
  expect(alarms.set.get('present')).toEqual({ scheduledTime: NOW + MINUTE });
});
