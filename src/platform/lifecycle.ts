import { browser } from './browser';

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
