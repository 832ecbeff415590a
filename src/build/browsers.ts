/** The browsers that there is a build for. Chrome's is for its whole family. */
export type Browser = 'chrome' | 'firefox';
