import type { BrowserSession, Theme } from '../../src/launcher/browsers/session';
import type { AccessScope } from './checks';
import type { Finding } from './checks/findings';
import type { ServedPages } from './serve-pages';
import { type Filter, PAGES, type PageName, type Spot, THEMES } from './spots';
import { type Size, walk } from './walk';

/** A finding and where it was made. */
export interface Found extends Finding {
  spot: Spot;
  /** In CSS pixels. */
  width: number;
}

export interface Inspection {
  access: Found[];
  overflow: Found[];
  /** How many spots were looked at for each. */
  looked: { access: number; overflow: number };
}

const size = (width: number, height: number, deviceScaleFactor = 1): Size => ({
  width,
  height,
  deviceScaleFactor,
});

/** As people have them first; then narrow windows, and what a zoom of 200 % leaves: browsers let popups be 800 px wide. */
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
 * Looks at every spot that the filter keeps for what shuts people out, and for text that can't be read; the latter in
 * every size, but in one theme, for themes change no layout.
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
    await walk({ session, pages, page, views, filter }, async (spot, tab, said, size) => {
      const at = (finding: Finding): Found => ({ ...finding, spot, width: size.width });
      if (size === usual) {
        const findings = await tab.evaluate(scope => window.checks.access(scope), SCOPES[spot.theme]);
        access.push(...findings.map(at));
        looked.access++;
      }
      if (spot.theme === THEMES[0]) {
        const findings = await tab.evaluate(said => window.checks.overflow(said), said);
        overflow.push(...findings.map(at));
        looked.overflow++;
      }
    });
  }
  return inspection;
}

/** Findings as lines for people: one for all languages in which the same element breaks the same rule. */
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
