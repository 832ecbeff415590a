import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { BrowserSession } from '../../src/launcher/browsers/session';
import { SIZES } from './inspect';
import type { ServedPages } from './serve-pages';
import { type Filter, PAGES, type Spot, THEMES } from './spots';
import { walk } from './walk';

export const GALLERY = resolve('dist/gallery');

const PICTURES = 'pictures';

export interface Picture {
  spot: Spot;
  /** Relative to the gallery's page. */
  file: string;
  width: number;
  height: number;
}

/**
 * Takes a picture of every spot of the filter.
 * @param scale device pixels per CSS pixel
 */
export async function shoot(
  session: BrowserSession,
  pages: ServedPages,
  filter: Filter,
  scale: number,
): Promise<Picture[]> {
  await mkdir(join(GALLERY, PICTURES), { recursive: true });
  const pictures: Picture[] = [];
  for (const page of PAGES) {
    const [usual] = SIZES[page];
    const views = [{ size: { ...usual, deviceScaleFactor: scale }, themes: THEMES }];
    await walk({ session, pages, page, views, filter }, async (spot, tab, _ownTexts, size) => {
      const { width } = size;
      const file = join(PICTURES, `${fileName(spot)}.webp`);
      // The tab of the first steps may have opened in front, and a background tab is never drawn.
      await tab.bringToFront();
      const whole = await heightOf(tab);
      const height = page === 'popup' ? Math.min(whole, size.height) : whole;
      await tab.screenshot({
        path: join(GALLERY, file) as `${string}.webp`,
        type: 'webp',
        quality: 85,
        clip: { x: 0, y: 0, width, height },
        // Only if needed: it causes two new layouts of the page.
        captureBeyondViewport: height > size.height,
      });
      pictures.push({ spot, file, width, height });
    });
  }
  return pictures;
}

function heightOf(tab: Page): Promise<number> {
  return tab.evaluate(() => {
    document.documentElement.style.caretColor = 'transparent';
    const { body, documentElement } = document;
    return Math.ceil(Math.min(documentElement.scrollHeight, body.getBoundingClientRect().bottom + scrollY));
  });
}

function fileName({ page, state, language, theme, browser }: Spot): string {
  const name = state.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '');
  return [page, name, language, theme, browser].join('.').toLowerCase();
}
