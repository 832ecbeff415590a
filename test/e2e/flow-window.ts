import type { Page } from 'puppeteer-core';
import { waitFor } from '../../src/launcher/wait-for';
import type { World } from './world';

/** The window that the browser opens for a sign-in or privacy page, once it shows an address that begins so. */
export async function flowWindow({ session }: Pick<World, 'session'>, address: string): Promise<Page> {
  const isThere = (page: Page) => page.url().startsWith(address);
  const pages = await waitFor(
    () => session.pages(),
    pages => pages.some(isThere),
  );
  return pages.find(isThere) as Page;
}

/** Waits until no window shows an address that begins so. */
export async function windowClosed({ session }: Pick<World, 'session'>, address: string): Promise<void> {
  await waitFor(
    () => session.pages(),
    pages => !pages.some(page => page.url().startsWith(address)),
  );
}

/** Clicks what a selector finds, and doesn't wait for what the click leads to: the window may close of it. */
export async function clickIn(page: Page, selector: string): Promise<void> {
  const element = await page.waitForSelector(selector);
  await element?.click();
}
