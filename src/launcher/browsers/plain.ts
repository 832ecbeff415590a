import puppeteer, { type Browser } from 'puppeteer-core';
import { FOR_ROOT } from './chromium';
import { BROWSER_NEEDS, findBrowser } from './find';
import type { BrowserName } from './session';

/**
 * Launches a headless browser without an extension, to render pages.
 * @throws Error with install instructions if it isn't found
 */
export async function launchPlain(name: BrowserName): Promise<Browser> {
  const executablePath = findBrowser(name);
  if (executablePath === undefined) throw new Error(BROWSER_NEEDS[name].byHand);
  return puppeteer.launch(
    name === 'firefox'
      ? { browser: name, executablePath, headless: true }
      : { executablePath, headless: true, pipe: true, args: FOR_ROOT },
  );
}
