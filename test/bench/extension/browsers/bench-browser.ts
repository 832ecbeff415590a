/** A page of a browser that is measured. */
export interface BenchPage {
  /** Runs a function in the page and returns its result. Arguments and value travel as JSON. */
  evaluate<A extends unknown[], T>(run: (...args: A) => T | Promise<T>, ...args: A): Promise<T>;
  /** Navigates to `url`, as in `open`. Resolves when that page has loaded. */
  goTo(url: string): Promise<void>;
  close(): Promise<void>;
}

/** A browser with a new profile and one extension. No debugger is attached to the extension's background. */
export interface BenchBrowser {
  readonly version: string;
  /** Opens a page. `url` is a whole address, or the path of one of the extension's pages. */
  open(url: string): Promise<BenchPage>;
  /**
   * Opens a blank tab and closes all others. A browser without a tab would end, or do work in the middle of a measurement:
   * when its last tab closes, Chromium starts a renderer for its toolbar.
   */
  leaveBlankTab(): Promise<void>;
  /** Ends the background as the browser does when it is idle. Resolves when it has ended, with its process if it has its own. */
  stopBackground(): Promise<void>;
  /** The memory of all the browser's processes (PSS), in bytes. */
  memory(): Promise<number>;
  /** How much of the extension still runs: its processes in Chromium; its event page in Firefox, which keeps the process. */
  leftBehind(): Promise<number>;
  close(): Promise<void>;
}

export type Launch = (extension: string) => Promise<BenchBrowser>;
