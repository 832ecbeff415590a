import type { BrowserName, Theme } from '../../src/launcher/browsers/session';

export const PAGES = ['popup', 'settings', 'gateway'] as const;
export type PageName = (typeof PAGES)[number];

export const THEMES: readonly Theme[] = ['light', 'dark', 'forced-colors'];
export const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox'];

export interface Spot {
  page: PageName;
  state: string;
  language: string;
  theme: Theme;
  browser: BrowserName;
}

/** Keeps the spots with one of these values in each field. An absent field keeps all. */
export type Filter = { readonly [Part in keyof Spot]?: readonly Spot[Part][] | undefined };

/** The values that a filter keeps; all if `wanted` is undefined. */
export function kept<T extends string>(values: readonly T[], wanted: readonly T[] | undefined): readonly T[] {
  return wanted === undefined ? values : values.filter(value => wanted.includes(value));
}
