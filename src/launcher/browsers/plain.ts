import puppeteer, { type Browser } from 'puppeteer-core';
import { FOR_ROOT } from './chromium';
import { BROWSER_NEEDS, findBrowser } from './find';

/**
 * Launches a Chromium that nobody sees and nothing is installed in, to draw with.
 * Rejects, with what to do about it, where there is none.
 */
export async function launchPlainChromium(): Promise<Browser> {
  const executablePath = findBrowser('chromium');
  if (executablePath === undefined) throw new Error(BROWSER_NEEDS.chromium.byHand);
  return puppeteer.launch({ executablePath, headless: true, pipe: true, args: FOR_ROOT });
}
