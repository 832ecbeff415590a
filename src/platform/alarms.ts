import browser from 'webextension-polyfill';

const CHECK = 'check-mail';

/**
 * Makes sure that the check alarm is set at this interval (minutes). One that is set already stays as it is:
 * creating it again puts it off, and done at each start it would never fire.
 */
export async function ensureCheckAlarm(minutes: number): Promise<void> {
  const alarm = await browser.alarms.get(CHECK);
  // Set while the clock was wrong, it may be years away.
  const inReach = alarm && alarm.scheduledTime <= Date.now() + minutes * 60_000;
  if (!inReach || alarm.periodInMinutes !== minutes)
    await browser.alarms.create(CHECK, { delayInMinutes: minutes, periodInMinutes: minutes });
}

export function onCheckAlarm(listener: () => void): void {
  browser.alarms.onAlarm.addListener(alarm => {
    if (alarm.name === CHECK) listener();
  });
}
