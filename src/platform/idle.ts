import browser from 'webextension-polyfill';

/** Calls `listener` when the user comes back: from being idle, or by unlocking the screen. */
export function onUserBack(listener: () => void): void {
  browser.idle.onStateChanged.addListener(state => {
    if (state === 'active') listener();
  });
}
