import { resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { findBrowser } from '../../src/launcher/browsers/find';
import { buildFolder, launchBrowser } from '../../src/launcher/browsers/launch';
import type { BrowserName, BrowserSession, Theme } from '../../src/launcher/browsers/session';
import type { LanguageName } from '../translate';
import { GATEWAY_LANGUAGES, GATEWAY_STATES, gatewayTexts, startTour } from './gateway';
import type { ServedPages } from './serve-pages';
import { type Filter, kept, type PageName, type Spot } from './spots';

export interface Size {
  width: number;
  height: number;
  /** Device pixels per CSS pixel. Twice the pixels and half the size make a zoom of 200 %. */
  deviceScaleFactor: number;
}

export interface View {
  size: Size;
  themes: readonly Theme[];
}

export interface WalkOptions {
  session: BrowserSession;
  pages: ServedPages;
  page: PageName;
  views: readonly View[];
  filter: Filter;
}

/** Called at each spot, with its tab and the product's own texts in it. */
export type Visit = (spot: Spot, tab: Page, ownTexts: readonly string[], size: Size) => Promise<void>;

/** Fixed, so that pictures show the same times everywhere. */
const TIME_ZONE = 'Europe/Paris';

export function launchVisitor(name: BrowserName): Promise<BrowserSession> {
  return launchBrowser(name, {
    extension: resolve('dist', buildFolder(name)),
    executable: findBrowser(name) ?? name,
    headless: true,
    language: 'en-US',
    env: { TZ: TIME_ZONE },
  });
}

/** Visits every spot of a page that the filter keeps, one after the other, in a new tab. */
export async function walk(options: WalkOptions, visit: Visit): Promise<void> {
  if (kept([options.page], options.filter.page).length === 0) return;
  const tab = await options.session.newPage();
  try {
    await tab.bringToFront();
    await (options.page === 'gateway' ? walkGateway(options, tab, visit) : walkStage(options, tab, visit));
  } finally {
    await tab.close();
  }
}

/** Calls `each` in every view. Sizes are the outer loop because a size takes longest to change, then a theme. */
async function inViews(
  { session, views, filter }: WalkOptions,
  tab: Page,
  each: (theme: Theme, size: Size) => Promise<void>,
): Promise<void> {
  for (const { size, themes } of views) {
    const wanted = kept(themes, filter.theme);
    const { width, height, deviceScaleFactor } = tab.viewport() ?? {};
    const fits =
      width === size.width && height === size.height && deviceScaleFactor === size.deviceScaleFactor;
    if (wanted.length > 0 && !fits) await tab.setViewport(size);
    for (const theme of wanted) {
      await session.setTheme(theme, tab);
      await each(theme, size);
    }
  }
}

async function walkStage(options: WalkOptions, tab: Page, visit: Visit): Promise<void> {
  const { session, pages, page, filter } = options;
  await tab.goto(`${pages.origin}/${page}.html`);
  await tab.evaluate(pages.checks);
  const { states, languages } = await tab.evaluate(() => {
    const { states, languages } = window.stage;
    return { states, languages };
  });
  await inViews(options, tab, async (theme, size) => {
    for (const language of kept<string>(languages, filter.language))
      for (const state of kept(states, filter.state)) {
        const ownTexts = await tab.evaluate(
          (...what) => window.stage.show(...what),
          state,
          language as LanguageName,
        );
        await visit({ page, state, language, theme, browser: session.name }, tab, ownTexts, size);
      }
  });
}

async function walkGateway(options: WalkOptions, tab: Page, visit: Visit): Promise<void> {
  const { session, pages, page, filter } = options;
  const wanted = kept(GATEWAY_STATES, filter.state);
  if (wanted.length === 0) return;
  const onTheWay = GATEWAY_STATES.slice(0, GATEWAY_STATES.findLastIndex(it => wanted.includes(it)) + 1);
  for (const language of kept(GATEWAY_LANGUAGES, filter.language)) {
    const tour = await startTour(tab, language);
    const ownTexts = gatewayTexts(language);
    for (const state of onTheWay) {
      await tour.visit(state);
      if (!wanted.includes(state)) continue;
      await tab.evaluate(pages.checks);
      await inViews(options, tab, (theme, size) =>
        visit({ page, state, language, theme, browser: session.name }, tab, ownTexts, size),
      );
      // Or Chromium would keep the background of forced colours behind the next page.
      await session.setTheme('light', tab);
    }
    await tour.close();
  }
}
