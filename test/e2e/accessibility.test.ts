import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserName, BrowserSession } from '../../src/launcher/browsers/session';
import { describeFindings, type Found, type Inspection, inspect } from '../gallery/inspect';
import { type ServedPages, servePages } from '../gallery/serve-pages';
import { BROWSERS, type Filter, PAGES, THEMES } from '../gallery/spots';
import { launchVisitor } from '../gallery/walk';
import { LANGUAGES } from '../translate';

let pages: ServedPages;
const sessions: BrowserSession[] = [];
const inspections = new Map<BrowserName, Inspection>();

beforeAll(async () => {
  pages = await servePages();
  await Promise.all(
    BROWSERS.map(async name => {
      const session = await launchVisitor(name);
      sessions.push(session);
      inspections.set(name, await inspectAll(session));
    }),
  );
}, 600_000);
afterAll(async () => {
  for (const session of sessions) await session.close();
  pages?.close();
});

/** The states with the most text, for the languages that are not checked in every state. */
const WORDIEST = [
  '20 mails',
  'several accounts',
  'keys',
  'first run',
  'several with problems',
  'all set',
  'sign in',
  'privacy, saved',
  'message, formatted',
  'privacy, several services',
  'manager, no name',
];

/** English in every state, other languages in the wordiest. `npm run gallery` checks all. */
const FILTERS: readonly Filter[] = [
  { language: ['en'] },
  { language: LANGUAGES.filter(it => it !== 'en'), state: WORDIEST },
];

async function inspectAll(session: BrowserSession): Promise<Inspection> {
  const parts: Inspection[] = [];
  for (const filter of FILTERS) parts.push(await inspect(session, pages, filter));
  return {
    access: parts.flatMap(({ access }) => access),
    overflow: parts.flatMap(({ overflow }) => overflow),
    looked: {
      access: parts.reduce((sum, { looked }) => sum + looked.access, 0),
      overflow: parts.reduce((sum, { looked }) => sum + looked.overflow, 0),
    },
  };
}

function inspectionOf(name: BrowserName): Inspection {
  const inspection = inspections.get(name);
  if (!inspection) throw new Error(`${name} was not inspected`);
  return inspection;
}

const BAD_PAGE = `<!doctype html><html lang="en"><title>Bad</title><style>
  body { margin: 0; width: 300px } .cut { width: 60px; overflow: hidden; white-space: nowrap }
  .ellipsis { text-overflow: ellipsis } .tight { width: 40px; white-space: nowrap }
</style><main><h1>Bad</h1>
<p class="cut">Words that are cut off</p><p class="cut ellipsis">The product's own words</p>
<p class="cut ellipsis">What a sender has written</p><p class="tight">Words that stick out</p>
<button style="width: 60px">a button with many words on it</button>
<select style="width: 60px"><option>An option of many words</select>
<p style="color: #aaa; background: #fff">faint</p><div style="width: 900px; height: 9px"></div></main>`;

describe.each(BROWSERS)('in %s', name => {
  it('the checks report every fault of a bad page', async () => {
    const tab = await sessions.find(session => session.name === name)?.newPage();
    if (!tab) throw new Error(`no ${name}`);
    await tab.setViewport({ width: 380, height: 600 });
    await tab.setContent(BAD_PAGE);
    await tab.evaluate(pages.checks);
    const [overflow, axe, forced] = await tab.evaluate(async () => [
      window.checks.overflow(["The product's own words"]),
      await window.checks.access('all'),
      await window.checks.access('forced'),
    ]);
    expect(new Set(overflow?.map(({ rule }) => rule))).toEqual(
      new Set([
        'page-scrolls-sideways',
        'text-clipped',
        'own-words-cut',
        'text-sticks-out',
        'button-of-many-lines',
        'option-cut',
        'box-outside-page',
      ]),
    );
    expect(axe?.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['color-contrast', 'select-name']));
    expect(forced?.map(({ why }) => why)).toEqual([expect.stringContaining('faint')]);
    await tab.close();
  });

  const linesOf = (found: Found[], page: string) =>
    describeFindings(found.filter(({ spot }) => spot.page === page));

  describe.each(PAGES)('every state of the %s', page => {
    it.each(THEMES)('has no accessibility fault in the theme %s', theme => {
      const found = inspectionOf(name).access.filter(({ spot }) => spot.theme === theme);
      expect(linesOf(found, page)).toEqual([]);
    });

    it('cuts off no text at any width', () => {
      expect(linesOf(inspectionOf(name).overflow, page)).toEqual([]);
    });
  });
});
