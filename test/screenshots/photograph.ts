import type { Frame, Page } from 'puppeteer-core';
import type { ServedPages } from '../gallery/serve-pages';
import { type Picture, SCALE, type StoreLanguage } from './pictures';
import { readHeader } from './png';

export interface Photograph {
  png: Buffer;
  /** The reasons why a store should not show it; empty if it is fine. */
  faults: string[];
}

/** Takes a picture in `page`. Checks its size and colours for the stores, and that no text is cut off. */
export async function photograph(
  page: Page,
  { origin, checks }: ServedPages,
  { name, width, height }: Picture,
  language: StoreLanguage,
): Promise<Photograph> {
  await page.setViewport({ width: width / SCALE, height: height / SCALE, deviceScaleFactor: SCALE });
  await page.goto(`${origin}/scene.html`);
  const ownTexts = await page.evaluate((...what) => window.scene.show(...what), name, language);
  const png = Buffer.from(await page.screenshot({ type: 'png' }));
  const faults: string[] = [];
  for (const frame of page.frames()) {
    await frame.evaluate(checks);
    const found = await frame.evaluate(words => window.checks.overflow(words), ownTexts);
    faults.push(...found.map(({ rule, element, why }) => `${rule}: ${element}: ${why}`));
    faults.push(...(await hiddenParts(frame)));
  }
  const header = readHeader(png);
  if (header.width !== width || header.height !== height)
    faults.push(`${header.width} × ${header.height} pixels, not ${width} × ${height}`);
  if (header.colourType !== 2)
    faults.push(`colour type ${header.colourType}, not 2: Chrome takes no transparency`);
  return { png, faults };
}

/** Finds a caption, a popup or a popup's content that the picture cuts off. */
function hiddenParts(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const { clientWidth, clientHeight, scrollHeight } = document.documentElement;
    const isCut = ({ left, top, right, bottom }: DOMRect) =>
      left < 0 || top < 0 || right > clientWidth || bottom > clientHeight;
    const cut = [...document.querySelectorAll('main > header > *, iframe.popup')].filter(it =>
      isCut(it.getBoundingClientRect()),
    );
    const isPopup = location.pathname === '/popup.html';
    return [
      ...cut.map(({ localName }) => `${localName} leaves the picture`),
      ...(isPopup && scrollHeight > clientHeight ? ['the popup would scroll'] : []),
    ];
  });
}
