import type { Page } from 'puppeteer-core';

export type BrowserName = 'chromium' | 'firefox';

/** What a person may have set for all pages. `forced-colors` is a palette of theirs, light on dark. */
export type Theme = 'light' | 'dark' | 'forced-colors';

export interface LaunchOptions {
  /** The folder of the built extension, or what builds it; called once the browser has started. */
  extension: string | (() => Promise<string>);
  executable: string;
  headless: boolean;
  /** Puppeteer leaves the browser alone on SIGTERM and SIGHUP, for the caller closes it then; it kills it otherwise. */
  closedOnSignals?: boolean;
  /** The browser's environment; the present process's unless given. */
  env?: NodeJS.ProcessEnv;
  /** BCP 47; the machine's language unless given. */
  language?: string;
  /** What the profile of Chromium begins with, as its file `Preferences` has it. */
  preferences?: object;
  /** Receives what the browser prints; then that holds what every page and background writes to its console. */
  onPrinted?(text: string): void;
}

/** A real browser with a throw-away profile and the extension installed. */
export interface BrowserSession {
  readonly name: BrowserName;
  /** The browser's name and version. */
  readonly version: string;
  /** Of the extension's pages, such as `chrome-extension://…`. */
  readonly extensionOrigin: string;
  /** Of the browser's first process. */
  readonly pid: number | undefined;
  newPage(): Promise<Page>;
  /** Shows a page, and in Firefox all others too, as people with that theme see it; with reduced motion. */
  setTheme(theme: Theme, page: Page): Promise<void>;
  /** Opens a page of the extension; `path` such as `src/popup/index.html`. */
  openExtensionPage(path: string, page?: Page): Promise<Page>;
  /** Lets the extension call this host without the browser's question, which no script can answer. */
  allowHost(pattern: string): Promise<void>;
  /** Puts the toolbar button where it is seen. */
  pinToToolbar(): Promise<void>;
  /** The middle of the toolbar button on the screen, in pixels; undefined where the browser doesn't tell. */
  toolbarButton(): Promise<{ x: number; y: number } | undefined>;
  /** The pages that are open, the extension's included. */
  pages(): Promise<Page[]>;
  isBackgroundRunning(): Promise<boolean>;
  /** Ends the background as the browser does when it is idle; resolves once it is gone. */
  killBackground(): Promise<void>;
  /** Installs an extension from a folder: another one beside it or, with the same id, another version in its place. */
  install(extension: string): Promise<void>;
  /** Resolves when the browser has ended, whoever ended it. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

export const OPTIONS_PAGE = 'src/options/index.html';
export const POPUP_PAGE = 'src/popup/index.html';
