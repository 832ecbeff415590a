/**
 * The browser's extension API with promises. In Firefox, and in Chromium from 148 on, it is the browser's own `browser`,
 * and the polyfill does nothing; in an older Chromium the polyfill wraps `chrome`.
 */
export { default as browser } from 'webextension-polyfill';
