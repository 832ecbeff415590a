import type { Page } from 'puppeteer-core';

export type BrowserName = 'chromium' | 'firefox';

/** A user's colour setting for all pages. `forced-colors` is a palette of the user's own, light on dark. */
export type Theme = 'light' | 'dark' | 'forced-colors';

export interface LaunchOptions {
  /** The folder of the built extension, or a function that builds it, called when the browser has started. */
  extension: string | (() => Promise<string>);
  executable: string;
  headless: boolean;
  /** The caller closes the browser on SIGTERM and SIGHUP. Without this, Puppeteer kills it. */
  closedOnSignals?: boolean;
  /** Variables to add to this process's environment. */
  env?: NodeJS.ProcessEnv;
  /** BCP 47; default: the machine's language. */
  language?: string;
  /** The first content of the file `Preferences` in Chromium's profile. */
  preferences?: object;
  /** Receives all output of the browser. With this, it includes the console of every page and background. */
  onPrinted?(text: string): void;
}

/** A real browser with a temporary profile and the extension installed. */
export interface BrowserSession {
  readonly name: BrowserName;
  readonly version: string;
  /** The origin of the extension's pages, such as `chrome-extension://…`. */
  readonly extensionOrigin: string;
  readonly pid: number | undefined;
  newPage(): Promise<Page>;
  /** Emulates a theme and reduced motion in this page; in Firefox, in all pages. */
  setTheme(theme: Theme, page: Page): Promise<void>;
  /** Opens a page of the extension; `path` such as `src/popup/index.html`. */
  openExtensionPage(path: string, page?: Page): Promise<Page>;
  /** Grants the extension access to a host. No script can answer the browser's own prompt. */
  allowHost(pattern: string): Promise<void>;
  pinToToolbar(): Promise<void>;
  /** The centre of the toolbar button on the screen, in pixels; undefined in Chromium. */
  toolbarButton(): Promise<{ x: number; y: number } | undefined>;
  /** All open pages, also the extension's. */
  pages(): Promise<Page[]>;
  isBackgroundRunning(): Promise<boolean>;
  /** Ends the background as the browser does when it is idle. Resolves when it has ended. */
  killBackground(): Promise<void>;
  /** Installs an extension from a folder. One with the same id replaces the installed version. */
  install(extension: string): Promise<void>;
  /** Resolves when the browser has ended for any reason. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

export const OPTIONS_PAGE = 'src/options/index.html';
export const POPUP_PAGE = 'src/popup/index.html';
