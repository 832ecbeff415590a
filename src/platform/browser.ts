/**
 * The promise-based extension API. Firefox, and Chromium from version 148, have their own `browser`, which
 * the polyfill leaves as it is. In older versions of Chromium it wraps `chrome`.
 */
export { default as browser } from 'webextension-polyfill';
