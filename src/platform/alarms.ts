import { EARLY } from '../core/mailbox/schedule';
import { browser } from './browser';

/** What checks mail. */
export const CHECK = 'check-mail';

/** What shows anew what has changed with time alone. */
export const PRESENT = 'present';

/**
 * Makes sure that the check alarm is set, to `time` (ms since 1970) or sooner, and that it repeats itself after `period`
 * ms. It is never put off: set anew at each start, it would never go off in a browser whose background keeps being woken.
 */
export async function ensureCheckAlarm(time: number, period: number): Promise<void> {
  const { scheduledTime = Infinity } = (await browser.alarms.get(CHECK)) ?? {};
  await moveCheckAlarm(Math.min(scheduledTime, time), period);
}

/** Sets the check alarm to `time` (ms since 1970). It repeats itself, so that a worker that dies before it has set the next one is woken again. */
export async function moveCheckAlarm(time: number, period: number): Promise<void> {
  const alarm = await browser.alarms.get(CHECK);
  const isThere =
    alarm?.periodInMinutes !== undefined &&
    Math.abs(alarm.scheduledTime - time) <= EARLY &&
    // Who keeps it may round it.
    Math.abs(alarm.periodInMinutes * 60_000 - period) < 1;
  if (!isThere) await browser.alarms.create(CHECK, { when: time, periodInMinutes: period / 60_000 });
}

/** Makes sure that the other alarm goes off at `time` (ms since 1970), or sooner if it is set so already. */
export async function presentAt(time: number): Promise<void> {
  const alarm = await browser.alarms.get(PRESENT);
  if (!alarm || alarm.scheduledTime > time + EARLY) await browser.alarms.create(PRESENT, { when: time });
}

/** No alarm is set further away, in ms: a day that a server may ask for, and the moment of the rhythm after it. */
const FURTHEST = 27 * 60 * 60_000;

/** Whether the check alarm is set, to when it may be: a clock that was ahead has set one that is no good. */
export async function isCheckAlarmSet(): Promise<boolean> {
  const alarm = await browser.alarms.get(CHECK);
  return alarm !== undefined && alarm.scheduledTime <= Date.now() + FURTHEST;
}
