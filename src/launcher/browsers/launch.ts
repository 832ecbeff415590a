import type { Page } from 'puppeteer-core';
import { waitFor } from '../wait-for';
import { launchChromium } from './chromium';
import { launchFirefox } from './firefox';
import { type BrowserName, type BrowserSession, type LaunchOptions, OPTIONS_PAGE } from './session';

const LAUNCH: Readonly<Record<BrowserName, (options: LaunchOptions) => Promise<BrowserSession>>> = {
  chromium: launchChromium,
  firefox: launchFirefox,
};

/**
 * Launches a browser with the extension and waits until the extension has opened its settings. Otherwise they could
 * open in the caller's tab: a browser uses the active tab if it is empty.
 * @throws Error if the browser can't be started
 */
export async function launchBrowser(name: BrowserName, options: LaunchOptions): Promise<BrowserSession> {
  const session = await LAUNCH[name](options);
  try {
    const opened = waitFor(
      async () => Promise.all((await session.pages()).map(addressOf)),
      addresses => addresses.some(address => address.endsWith(OPTIONS_PAGE)),
    );
    await whileOpen(session, opened);
    return session;
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** Rejects when the browser ends: some of Puppeteer's waits for a page would never end. */
export function whileOpen<T>(session: BrowserSession, work: Promise<T>): Promise<T> {
  const gone = session.closed.then(() => {
    throw new Error('the browser has ended');
  });
  return Promise.race([work, gone]);
}

/** Asks the page: Puppeteer doesn't learn the address of a page that Firefox opens for an extension. */
function addressOf(page: Page): Promise<string> {
  return page.evaluate(() => location.href).catch(() => '');
}

/** The name of a browser's folder inside the build folder. */
export function buildFolder(name: BrowserName): 'chrome' | 'firefox' {
  return name === 'chromium' ? 'chrome' : 'firefox';
}
