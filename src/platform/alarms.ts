import { EARLY } from '../core/mailbox/schedule';
import { browser } from './browser';

export const CHECK = 'check-mail';

/** Name of the alarm that redraws when only the time has changed something, such as the end of a snooze. */
export const PRESENT = 'present';

/**
 * Makes sure that the check alarm is set to `time` (ms since 1970) or sooner and repeats every `period` ms.
 * Never postpones it: every background start calls this, and a background that wakes often would push the
 * alarm back forever.
 */
export async function ensureCheckAlarm(time: number, period: number): Promise<void> {
  const { scheduledTime = Infinity } = (await browser.alarms.get(CHECK)) ?? {};
  await moveCheckAlarm(Math.min(scheduledTime, time), period);
}

/**
 * Sets the check alarm to `time` (ms since 1970), repeating every `period` ms. It repeats so that it wakes
 * the background again if the background dies before it sets the next alarm.
 */
export async function moveCheckAlarm(time: number, period: number): Promise<void> {
  const alarm = await browser.alarms.get(CHECK);
  const isThere =
    alarm?.periodInMinutes !== undefined &&
    Math.abs(alarm.scheduledTime - time) <= EARLY &&
    // The browser may round the period.
    Math.abs(alarm.periodInMinutes * 60_000 - period) < 1;
  if (!isThere) await browser.alarms.create(CHECK, { when: time, periodInMinutes: period / 60_000 });
}

/** Makes sure that the present alarm fires at `time` (ms since 1970) or sooner. */
export async function presentAt(time: number): Promise<void> {
  const alarm = await browser.alarms.get(PRESENT);
  if (!alarm || alarm.scheduledTime > time + EARLY) await browser.alarms.create(PRESENT, { when: time });
}

/** The latest alarm is this many ms away: a day of Retry-After, plus the next slot of the rhythm. */
const FURTHEST = 27 * 60 * 60_000;

/** Whether the check alarm is set. One later than {@link FURTHEST} was set while the clock was wrong. */
export async function isCheckAlarmSet(): Promise<boolean> {
  const alarm = await browser.alarms.get(CHECK);
  return alarm !== undefined && alarm.scheduledTime <= Date.now() + FURTHEST;
}
