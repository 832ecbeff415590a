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
 * Launches a browser with the extension installed, and waits for the settings that an installation opens: a browser
 * shows them in the tab in front if that is empty, whatever it was opened for. Rejects where it can't be started.
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

/** Rejects once the browser is gone: not every wait for one of its pages ends by itself then. */
export function whileOpen<T>(session: BrowserSession, work: Promise<T>): Promise<T> {
  const gone = session.closed.then(() => {
    throw new Error('the browser has ended');
  });
  return Promise.race([work, gone]);
}

/** As the page itself knows it: puppeteer isn't told of a page that Firefox opens for an extension. */
function addressOf(page: Page): Promise<string> {
  return page.evaluate(() => location.href).catch(() => '');
}

/** The folder that holds a browser's build, below the build folder. */
export function buildFolder(name: BrowserName): 'chrome' | 'firefox' {
  return name === 'chromium' ? 'chrome' : 'firefox';
}
