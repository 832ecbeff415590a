/** A page of a browser that is measured. */
export interface BenchPage {
  /** Runs a function in the page and gives what it resolves with; arguments and value as JSON. */
  evaluate<A extends unknown[], T>(run: (...args: A) => T | Promise<T>, ...args: A): Promise<T>;
  /** Leads it somewhere else; `url` as in `open`. Resolves once that page has loaded. */
  goTo(url: string): Promise<void>;
  close(): Promise<void>;
}

/** A browser with a new profile and one extension, and no debugger on that one's background. */
export interface BenchBrowser {
  readonly version: string;
  /** Opens a page: a whole address, or the path of one of the extension's pages. */
  open(url: string): Promise<BenchPage>;
  /** Closes every page of the extension that is open, those that it opened itself too. */
  closePages(): Promise<void>;
  /** Ends the background as the browser does when it is idle. Resolves when it is gone, and its process where it can go. */
  stopBackground(): Promise<void>;
  /** The processes of the extension, by their ids. */
  extensionProcesses(): Promise<number[]>;
  /** How much of the extension is left: its processes in Chromium; its event page in Firefox, which keeps the process. */
  leftBehind(): Promise<number>;
  close(): Promise<void>;
}

/** Launches a browser with an extension, from its folder. */
export type Launch = (extension: string) => Promise<BenchBrowser>;
