import type { Rhythm } from '../core/schedule';
import { browser } from './browser';

/** What checks mail. */
export const CHECK = 'check-mail';

/** What shows anew what has changed with time alone. */
export const PRESENT = 'present';

/** Alarms that are this close, in ms, are the same. */
const TOLERANCE = 1000;

/**
 * Makes sure that the check alarm is set, to `time` (ms since 1970) or sooner. It is never put off: set anew at each
 * start, it would never go off in a browser whose background keeps being woken.
 */
export async function ensureCheckAlarm(time: number, rhythm: Rhythm): Promise<void> {
  const alarm = await browser.alarms.get(CHECK);
  if (alarm?.periodInMinutes !== periodOf(rhythm) || alarm.scheduledTime > time + TOLERANCE)
    await set(time, rhythm);
}

/** Sets the check alarm to `time` (ms since 1970). */
export async function moveCheckAlarm(time: number, rhythm: Rhythm): Promise<void> {
  const alarm = await browser.alarms.get(CHECK);
  const isThere = alarm && Math.abs(alarm.scheduledTime - time) <= TOLERANCE;
  if (!isThere || alarm.periodInMinutes !== periodOf(rhythm)) await set(time, rhythm);
}

/** It repeats itself, so that a worker that dies before it has set the next one is woken again. */
async function set(time: number, rhythm: Rhythm): Promise<void> {
  await browser.alarms.create(CHECK, { when: time, periodInMinutes: periodOf(rhythm) });
}

function periodOf({ interval }: Rhythm): number {
  return interval / 60_000;
}

/** Makes sure that the other alarm goes off at `time` (ms since 1970), or sooner if it is set so already. */
export async function presentAt(time: number): Promise<void> {
  const alarm = await browser.alarms.get(PRESENT);
  if (!alarm || alarm.scheduledTime > time + TOLERANCE) await browser.alarms.create(PRESENT, { when: time });
}

/** The time between two checks, in ms, as the check alarm repeats itself; undefined where it isn't set. */
export async function alarmInterval(): Promise<number | undefined> {
  const { periodInMinutes } = (await browser.alarms.get(CHECK)) ?? {};
  return periodInMinutes && periodInMinutes * 60_000;
}

/** No alarm is set further away, in ms: a day that a server may ask for, and the moment of the rhythm after it. */
const FURTHEST = 27 * 60 * 60_000;

/** Whether the check alarm is set, to when it may be: a clock that was ahead has set one that is no good. */
export async function isCheckAlarmSet(): Promise<boolean> {
  const alarm = await browser.alarms.get(CHECK);
  return alarm !== undefined && alarm.scheduledTime <= Date.now() + FURTHEST;
}
