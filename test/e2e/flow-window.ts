import type { Page } from 'puppeteer-core';
import { waitFor } from '../../src/launcher/wait-for';
import type { World } from './world';

/** Waits for the window of a sign-in or privacy page whose address starts with this. */
export async function flowWindow({ session }: Pick<World, 'session'>, address: string): Promise<Page> {
  const isThere = (page: Page) => page.url().startsWith(address);
  const pages = await waitFor(
    () => session.pages(),
    pages => pages.some(isThere),
  );
  return pages.find(isThere) as Page;
}

export async function windowClosed({ session }: Pick<World, 'session'>, address: string): Promise<void> {
  await waitFor(
    () => session.pages(),
    pages => !pages.some(page => page.url().startsWith(address)),
  );
}

/** Clicks the first match, without waiting for the effect: the click may close the window, even before it is over. */
export async function clickIn(page: Page, selector: string): Promise<void> {
  const element = await page.waitForSelector(selector);
  await element?.click().catch(error => {
    if (!page.isClosed()) throw error;
  });
}
