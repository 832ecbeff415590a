import type { AxeResults, RunOptions } from 'axe-core';
import { findLowContrast } from './contrast';
import type { Finding } from './findings';
import { findOverflow } from './overflow';

/** The checks of a page. This file, run in the page, sets them as `window.checks`. */
export interface Checks {
  overflow(ownTexts: readonly string[]): Finding[];
  access(scope: AccessScope): Promise<Finding[]>;
}

/** All rules, the rules that depend on `colours`, or the contrast in `forced` colours. */
export type AccessScope = 'all' | 'colours' | 'forced';

declare global {
  interface Window {
    axe: { run(options: RunOptions): Promise<AxeResults> };
    checks: Checks;
  }
}

/** WCAG 2.2, levels A and AA, and axe-core's best practices. No AAA and no experimental rules. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The only rules whose result depends on the theme. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

async function checkAccess(scope: AccessScope): Promise<Finding[]> {
  if (scope === 'forced') return findLowContrast();
  const { violations } = await window.axe.run({
    runOnly: scope === 'all' ? { type: 'tag', values: TAGS } : { type: 'rule', values: OF_COLOURS },
    resultTypes: ['violations'],
    preload: false,
    iframes: false,
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html, any, all, none }) => ({
      rule: id,
      element: target.join(' '),
      why: [help, ...[...any, ...all, ...none].map(({ message }) => message), html.slice(0, 160)].join(' · '),
    })),
  );
}

window.checks = { overflow: findOverflow, access: checkAccess };
