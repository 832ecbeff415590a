import type { BrowserSession, Theme } from '../../src/launcher/browsers/session';
import type { AccessScope } from './checks';
import type { Finding } from './checks/findings';
import type { ServedPages } from './serve-pages';
import { type Filter, PAGES, type PageName, type Spot, THEMES } from './spots';
import { type Size, walk } from './walk';

export interface Found extends Finding {
  spot: Spot;
  width: number;
}

export interface Inspection {
  access: Found[];
  overflow: Found[];
  looked: { access: number; overflow: number };
}

const size = (width: number, height: number, deviceScaleFactor = 1): Size => ({
  width,
  height,
  deviceScaleFactor,
});

/** The usual size first, then a zoom of 200 % and a narrow window. (A browser's popup may be up to 800 px wide.) */
export const SIZES: Readonly<Record<PageName, readonly [Size, ...Size[]]>> = {
  popup: [size(380, 600), size(380, 300, 2), size(320, 500)],
  settings: [size(800, 900), size(400, 450, 2), size(360, 640)],
  gateway: [size(800, 900), size(400, 450, 2), size(360, 640)],
};

const SCOPES: Readonly<Record<Theme, AccessScope>> = {
  light: 'all',
  dark: 'colours',
  'forced-colors': 'forced',
};

/**
 * Checks every spot of the filter for accessibility faults, in the usual size and all themes, and for text that is cut
 * off, in every size and one theme, because themes change no layout.
 */
export async function inspect(
  session: BrowserSession,
  pages: ServedPages,
  filter: Filter = {},
): Promise<Inspection> {
  const inspection: Inspection = { access: [], overflow: [], looked: { access: 0, overflow: 0 } };
  const { access, overflow, looked } = inspection;
  for (const page of PAGES) {
    const [usual, ...others] = SIZES[page];
    const views = [
      { size: usual, themes: THEMES },
      ...others.map(size => ({ size, themes: THEMES.slice(0, 1) })),
    ];
    await walk({ session, pages, page, views, filter }, async (spot, tab, ownTexts, size) => {
      const at = (finding: Finding): Found => ({ ...finding, spot, width: size.width });
      if (size === usual) {
        const findings = await tab.evaluate(scope => window.checks.access(scope), SCOPES[spot.theme]);
        access.push(...findings.map(at));
        looked.access++;
      }
      if (spot.theme === THEMES[0]) {
        const findings = await tab.evaluate(ownTexts => window.checks.overflow(ownTexts), ownTexts);
        overflow.push(...findings.map(at));
        looked.overflow++;
      }
    });
  }
  return inspection;
}

/** One line per finding. Languages in which the same element breaks the same rule share a line. */
export function describeFindings(found: readonly Found[]): string[] {
  const groups = new Map<string, { languages: Set<string>; why: string }>();
  for (const { spot, width, rule, element, why } of found) {
    const { browser, page, state, theme, language } = spot;
    const key = `${browser}, ${page} "${state}", ${theme}, ${width} px: ${rule}: ${element}`;
    const group = groups.get(key) ?? { languages: new Set(), why };
    groups.set(key, group);
    group.languages.add(language);
  }
  return [...groups].map(([key, { languages, why }]) => `${key} (${[...languages].join(' ')}): ${why}`);
}
