import { CHECK, PRESENT } from './alarms';
import { browser } from './browser';
import { watchPolicy } from './items';
import { KEYS } from './keys';
import { onStorageChanged } from './storage';

/** Register listeners while the background is evaluated, or it misses the event that woke it. */

export function onCheckAlarm(listener: () => void): void {
  onAlarm(CHECK, listener);
}

export function onPresentAlarm(listener: () => void): void {
  onAlarm(PRESENT, listener);
}

function onAlarm(name: string, listener: () => void): void {
  browser.alarms.onAlarm.addListener(alarm => {
    if (alarm.name === name) listener();
  });
}

/** Calls `listener` when the user is back from idle or unlocks the screen. */
export function onUserBack(listener: () => void): void {
  browser.idle.onStateChanged.addListener(state => {
    if (state === 'active') listener();
  });
}

/** Calls `listener` when the user or the organisation has changed accounts, settings or the quiet time. */
export function onChoicesChanged(listener: () => void): void {
  watchPolicy();
  // In either area: a change in the area not in use only costs a redraw.
  const choices: string[] = [KEYS.accounts, KEYS.settings, KEYS.sync, KEYS.snooze, KEYS.quietEnded];
  onStorageChanged((keys, area) => {
    if (area === 'managed' || keys.some(key => choices.includes(key))) listener();
  });
}

/** Calls `listener` when the popup has shown mail that it had not shown before. */
export function onPopupSeen(listener: () => void): void {
  onStorageChanged(keys => {
    if (keys.includes(KEYS.seen)) listener();
  });
}

export function onPermissionsChanged(listener: () => void): void {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
}

/** Only in Chrome; missing in the polyfill's types. */
interface Blockable {
  onPermissionLevelChanged?: { addListener(listener: (level: string) => void): void };
}

/** Calls `listener` when the user allows notifications that they had blocked. Firefox has no such event. */
export function onNoticesAllowed(listener: () => void): void {
  (browser.notifications as Blockable).onPermissionLevelChanged?.addListener(level => {
    if (level === 'granted') listener();
  });
}

export function onNoticeClicked(listener: (id: string) => void): void {
  browser.notifications.onClicked.addListener(listener);
}

/** Calls `listener` with the notification's id and the place of its button, from 0. Only Chrome shows buttons. */
export function onNoticeButton(listener: (id: string, index: number) => void): void {
  if (!__FIREFOX__) browser.notifications.onButtonClicked.addListener(listener);
}

export function onMenuClicked(listener: (id: string) => void): void {
  browser.contextMenus.onClicked.addListener(({ menuItemId }) => listener(String(menuItemId)));
}

const COMMANDS = ['check-now', 'open-webmail'] as const;

export function onKeyboardCommand(listener: (command: (typeof COMMANDS)[number]) => void): void {
  browser.commands.onCommand.addListener(name => {
    const command = COMMANDS.find(it => it === name);
    if (command) listener(command);
  });
}

/** Middle click on the toolbar button, in Firefox only. A left click opens the popup without an event. */
export function onMiddleClick(listener: () => void): void {
  if (!__FIREFOX__) return;
  browser.action.onClicked.addListener((_tab, data) => {
    if (data?.button === 1) listener();
  });
}

/** Calls `listener` when the browser starts. Without a listener, the start doesn't wake the background. */
export function onBrowserStart(listener: () => void): void {
  browser.runtime.onStartup.addListener(listener);
}

/** Calls `listener` after the installation, not after an update. */
export function onFirstInstall(listener: () => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') listener();
  });
}
