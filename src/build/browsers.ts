/** The browsers with a build. Chrome's is for all Chromium browsers. */
export type Browser = 'chrome' | 'firefox';
