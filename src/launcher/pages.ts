import type { Page } from 'puppeteer-core';

/**
 * Signs in on the gateway's page and returns the token that the page shows.
 * @param signIn values by field name; default: the page's own, the demo user
 */
export async function getToken(
  page: Page,
  signInPage: string,
  signIn: Readonly<Record<string, string>> = {},
): Promise<string> {
  await page.goto(signInPage);
  for (const [name, value] of Object.entries(signIn)) await page.locator(`input[name=${name}]`).fill(value);
  await click(page, 'main form button');
  const field = await page.waitForSelector('textarea#token');
  return (await field?.evaluate(element => element.value)) ?? '';
}

export interface AccountEntry {
  name: string;
  endpoint: string;
  token: string;
  signInPage: string;
  webmail: string;
}

/** Adds an account on the settings page and waits until its form has closed. */
export async function addAccount(page: Page, account: AccountEntry): Promise<void> {
  await click(page, 'button[name=add-account]');
  await page.waitForSelector('input[name=name]');
  const form = 'form:has(input[name=endpoint])';
  await page.click(`${form} summary`);
  for (const [name, value] of Object.entries(account)) await page.locator(`input[name=${name}]`).fill(value);
  await click(page, `${form} button[type=submit]`);
  await page.waitForSelector(form, { hidden: true });
}

/** Sets "Check every" (minutes) on the settings page. */
export async function setInterval(page: Page, minutes: number): Promise<void> {
  const field = page.locator('#set-checkEvery');
  await field.fill(String(minutes));
  await page.keyboard.press('Tab');
}

async function click(page: Page, selector: string): Promise<void> {
  const button = await page.waitForSelector(selector);
  await button?.click();
}
