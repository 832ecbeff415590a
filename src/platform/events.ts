import { CHECK, PRESENT } from './alarms';
import { browser } from './browser';
import { watchPolicy } from './items';
import { KEYS } from './keys';
import { onStorageChanged } from './storage';

/** All that wakes the background. Its listeners are to be registered as it is evaluated, or the event finds none. */

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

/** Calls `listener` when the user comes back: from being idle, or by unlocking the screen. */
export function onUserBack(listener: () => void): void {
  browser.idle.onStateChanged.addListener(state => {
    if (state === 'active') listener();
  });
}

/** Calls `listener` when the user or their organisation has changed accounts or settings, or a snooze. */
export function onChoicesChanged(listener: () => void): void {
  watchPolicy();
  // The settings are in one area or the other; where they are not in use, nothing is found to have changed.
  const choices: string[] = [KEYS.accounts, KEYS.settings, KEYS.sync, KEYS.snooze];
  onStorageChanged((keys, area) => {
    if (area === 'managed' || keys.some(key => choices.includes(key))) listener();
  });
}

/** Calls `listener` when the user gives or takes back a permission. */
export function onPermissionsChanged(listener: () => void): void {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
}

/** Chrome's own; the polyfill's types know nothing of it. */
interface Blockable {
  onPermissionLevelChanged?: { addListener(listener: (level: string) => void): void };
}

/** Calls `listener` when the user allows notifications that they had blocked. Firefox doesn't tell. */
export function onNoticesAllowed(listener: () => void): void {
  (browser.notifications as Blockable).onPermissionLevelChanged?.addListener(level => {
    if (level === 'granted') listener();
  });
}

export function onNoticeClicked(listener: (id: string) => void): void {
  browser.notifications.onClicked.addListener(listener);
}

/** The buttons of a notification in their order; only Chrome has them. */
const NOTICE_BUTTONS = ['open', 'snooze'] as const;

export function onNoticeButton(
  listener: (id: string, button: (typeof NOTICE_BUTTONS)[number]) => void,
): void {
  if (__FIREFOX__) return;
  browser.notifications.onButtonClicked.addListener((id, index) => {
    const button = NOTICE_BUTTONS[index];
    if (button) listener(id, button);
  });
}

export function onMenuClicked(listener: (id: string) => void): void {
  browser.contextMenus.onClicked.addListener(({ menuItemId }) => listener(String(menuItemId)));
}

/** The keyboard commands of the manifest that the background answers. */
const COMMANDS = ['check-now', 'open-webmail'] as const;

export function onKeyboardCommand(listener: (command: (typeof COMMANDS)[number]) => void): void {
  browser.commands.onCommand.addListener(name => {
    const command = COMMANDS.find(it => it === name);
    if (command) listener(command);
  });
}

/**
 * Calls `listener` when the button is clicked with the middle mouse button. Only Firefox tells; a click with the first
 * one opens the popup, in every browser, and nobody is told of it.
 */
export function onMiddleClick(listener: () => void): void {
  if (!__FIREFOX__) return;
  browser.action.onClicked.addListener((_tab, data) => {
    if (data?.button === 1) listener();
  });
}

/** Calls `listener` when the browser starts with the extension installed; without a listener it wakes no worker. */
export function onBrowserStart(listener: () => void): void {
  browser.runtime.onStartup.addListener(listener);
}

/** Calls `listener` when the extension has just been installed, and not when it was updated. */
export function onFirstInstall(listener: () => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') listener();
  });
}
