import type { BrowserName, Theme } from '../../src/launcher/browsers/session';

export const PAGES = ['popup', 'settings', 'gateway'] as const;
export type PageName = (typeof PAGES)[number];

export const THEMES: readonly Theme[] = ['light', 'dark', 'forced-colors'];
export const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox'];

/** One picture of the gallery: what is shown, to whom. */
export interface Spot {
  page: PageName;
  state: string;
  language: string;
  theme: Theme;
  browser: BrowserName;
}

/** Keeps the spots that have one of these values in each part; one that isn't given keeps all. */
export type Filter = { readonly [Part in keyof Spot]?: readonly Spot[Part][] | undefined };

/** What of `values` a filter keeps. */
export function kept<T extends string>(values: readonly T[], wanted: readonly T[] | undefined): readonly T[] {
  return wanted === undefined ? values : values.filter(value => wanted.includes(value));
}
