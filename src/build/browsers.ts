export type Browser = 'chrome' | 'firefox';
