import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ensureCheckAlarm, moveCheckAlarm, presentAt } from '../../src/platform/alarms';
import { HOUR, MINUTE, NOW } from '../make';

interface Alarm {
  scheduledTime: number;
  periodInMinutes?: number;
}

/** A browser's alarms, which it may keep with a period that is rounded. */
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
    'is never put off by starts of the background, by whatever period: %s',
    async rounding => {
      alarms.rounding = rounding;
      await ensureCheckAlarm(NOW + MINUTE, 5 * MINUTE);
      for (let second = 1; second < 60; second += 1)
        await ensureCheckAlarm(NOW + second * 1000 + MINUTE, second % 2 ? 5 * MINUTE : 2 * MINUTE);
      expect(check()?.scheduledTime).toBe(NOW + MINUTE);
    },
  );

  test('is brought forward by a start, and repeats itself as it is to from now on', async () => {
    await ensureCheckAlarm(NOW + HOUR, HOUR);
    await ensureCheckAlarm(NOW + MINUTE, 2 * MINUTE);
    expect(check()).toEqual({ scheduledTime: NOW + MINUTE, periodInMinutes: 2 });
  });

  test('is moved to where it is to be, and left where that is a second away', async () => {
    await moveCheckAlarm(NOW + MINUTE, MINUTE);
    await moveCheckAlarm(NOW + MINUTE + 1000, MINUTE);
    expect(check()?.scheduledTime).toBe(NOW + MINUTE);
    await moveCheckAlarm(NOW + 2 * MINUTE, MINUTE);
    expect(check()?.scheduledTime).toBe(NOW + 2 * MINUTE);
  });
});

test('what is shown is shown anew at the sooner one of two moments', async () => {
  await presentAt(NOW + HOUR);
  await presentAt(NOW + MINUTE);
  await presentAt(NOW + 2 * MINUTE);
  expect(alarms.set.get('present')).toEqual({ scheduledTime: NOW + MINUTE });
});
