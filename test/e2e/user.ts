import type { ElementHandle, Page } from 'puppeteer-core';

/** What a person does with a page, finding things by the roles and names that assistive technology tells. */

export async function find(page: Page, role: string, name: string): Promise<ElementHandle<HTMLElement>> {
  // A tab in the background takes no clicks and draws nothing new.
  await page.bringToFront();
  const handle = await page.waitForSelector(`::-p-aria([name="${name}"][role="${role}"])`, {
    timeout: 10_000,
  });
  if (!handle) throw new Error(`no ${role} "${name}"`);
  return handle as ElementHandle<HTMLElement>;
}

export async function press(page: Page, button: string): Promise<void> {
  // Once it stands still, for what comes above it may push it away.
  await (await find(page, 'button', button)).asLocator().click();
}

export async function tick(page: Page, checkbox: string): Promise<void> {
  await (await find(page, 'checkbox', checkbox)).asLocator().click();
}

export async function fill(page: Page, field: string, text: string, role = 'textbox'): Promise<void> {
  const handle = await find(page, role, field);
  await handle.asLocator().fill(text);
}

export async function openMoreSettings(page: Page): Promise<void> {
  await page.click('details:not([open]) summary');
}

/** The text of the first element with that role, or an empty one. */
export async function textOf(page: Page, role: string): Promise<string> {
  return page.evaluate(selector => document.querySelector(selector)?.textContent ?? '', `[role=${role}]`);
}

/** What the popup says is wrong, in its first box for that; empty where nothing is. */
export async function problemIn(popup: Page): Promise<string> {
  return popup.evaluate(() => document.querySelector('.alert')?.textContent ?? '');
}
