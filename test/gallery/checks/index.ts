import type { AxeResults, RunOptions } from 'axe-core';
import { findLowContrast } from './contrast';
import type { Finding } from './findings';
import { findOverflow } from './overflow';

/** The checks that a program can make in any page once this file has run there, as `window.checks`. */
export interface Checks {
  overflow(said: readonly string[]): Finding[];
  access(scope: AccessScope): Promise<Finding[]>;
}

/** `all` rules; those whose outcome the page's `colours` can change; or what holds where those are `forced`. */
export type AccessScope = 'all' | 'colours' | 'forced';

declare global {
  interface Window {
    axe: { run(options: RunOptions): Promise<AxeResults> };
    checks: Checks;
  }
}

/** WCAG 2.2 at the levels that laws ask for, and what axe-core's authors recommend beyond; not AAA, nor experiments. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The same document in other colours: nothing but these can come out otherwise. */
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
