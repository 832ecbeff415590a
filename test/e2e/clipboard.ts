import type { Page } from 'puppeteer-core';
import { waitFor } from '../../src/launcher/wait-for';

export async function pasted(page: Page): Promise<string> {
  await page.bringToFront();
  await page.evaluate(() => {
    const area = document.createElement('textarea');
    area.id = 'pasted';
    document.documentElement.append(area);
    area.focus();
  });
  await page.keyboard.down('Control');
  await page.keyboard.press('v');
  await page.keyboard.up('Control');
  const text = await waitFor(
    () => page.$eval('#pasted', area => (area as HTMLTextAreaElement).value),
    value => value !== '',
  );
  await page.$eval('#pasted', area => area.remove());
  return text;
}
