import { launchChromium } from './chromium';
import { launchFirefox } from './firefox';
import type { BrowserName, BrowserSession, LaunchOptions } from './session';

const LAUNCH: Readonly<Record<BrowserName, (options: LaunchOptions) => Promise<BrowserSession>>> = {
  chromium: launchChromium,
  firefox: launchFirefox,
};

/** Launches a browser with the extension installed. Rejects where it can't be started. */
export function launchBrowser(name: BrowserName, options: LaunchOptions): Promise<BrowserSession> {
  return LAUNCH[name](options);
}

/** The folder that holds a browser's build, below the build folder. */
export function buildFolder(name: BrowserName): 'chrome' | 'firefox' {
  return name === 'chromium' ? 'chrome' : 'firefox';
}
