import puppeteer, { type Browser } from 'puppeteer-core';
import { FOR_ROOT } from './chromium';
import { BROWSER_NEEDS, findBrowser } from './find';

/**
 * Launches headless Chromium without an extension, to render pictures.
 * @throws Error with install instructions if no Chromium is found
 */
export async function launchPlainChromium(): Promise<Browser> {
  const executablePath = findBrowser('chromium');
  if (executablePath === undefined) throw new Error(BROWSER_NEEDS.chromium.byHand);
  return puppeteer.launch({ executablePath, headless: true, pipe: true, args: FOR_ROOT });
}
