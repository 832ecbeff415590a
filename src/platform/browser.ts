import type { Browser } from 'webextension-polyfill';

declare const chrome: Browser;

/**
 * The browser's own extension API. Firefox's and Chrome's are one for all that Facteur asks of them, promises and all;
 * `messaging.ts` and `menu.ts` do what is left of their differences.
 */
export const browser: Browser = chrome;
