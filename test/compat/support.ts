import { createRequire } from 'node:module';
import type { CompatData, CompatStatement, Identifier } from '@mdn/browser-compat-data';
import manifest from '../../manifest.json' with { type: 'json' };
import type { Browser } from '../../src/build/browsers';

/** Which browser knows what since when, as MDN's documentation has it. */
export const DATA: CompatData = createRequire(import.meta.url)('@mdn/browser-compat-data');

/** Chrome's alone, which the data lacks (developer.chrome.com/docs/extensions/reference/api/offscreen). */
const OFFSCREEN: { __compat: CompatStatement } = {
  __compat: {
    source_file: '',
    support: { chrome: { version_added: '109' }, firefox: { version_added: false } },
  },
};

const { api = {}, manifest: keys = {} } = DATA.webextensions;

/** The extension's API, by namespace. */
export const EXTENSION_API: Identifier = Object.assign({}, api, {
  offscreen: Object.assign({ createDocument: OFFSCREEN, closeDocument: OFFSCREEN }, OFFSCREEN),
});

/** The permissions that a manifest may ask for. */
export const PERMISSIONS: Identifier = Object.assign({}, keys.permissions, { offscreen: OFFSCREEN });

/** The oldest versions that the manifest lets in. */
export const MINIMUM: Readonly<Record<Browser, number>> = {
  chrome: Number.parseFloat(manifest.minimum_chrome_version),
  firefox: Number.parseFloat(manifest.browser_specific_settings.gecko.strict_min_version),
};

/** Something of a browser's that is made use of. */
export interface Feature {
  /** As a person would write it, such as `Promise.withResolvers`. */
  readonly name: string;
  /** What the data has on it; where only a name is known, on each feature of that name. Nothing where it knows none. */
  readonly known: readonly CompatStatement[];
}

/** What a part of the data has under a path. */
export function entryAt(part: Identifier, path: readonly string[]): Identifier | undefined {
  let entry: Identifier | undefined = part;
  for (const step of path)
    entry = entry && step !== '__compat' && Object.hasOwn(entry, step) ? entry[step] : undefined;
  return entry;
}

/** What a part of the data has under a path, as a list of one statement or none. */
export function statementsAt(part: Identifier, path: readonly string[]): CompatStatement[] {
  return [entryAt(part, path)?.__compat ?? []].flat();
}

/** The names of what is within entries of the data, with what it has on each, whatever it is within. */
export function indexOf(entries: readonly Identifier[]): ReadonlyMap<string, readonly CompatStatement[]> {
  const index = new Map<string, CompatStatement[]>();
  for (const entry of entries)
    for (const name of Object.keys(entry)) {
      // The data's own ways to write them.
      const plain = name.replace(/_static$/, '').replace(/^(.+)_event$/, 'on$1');
      const known = index.get(plain) ?? [];
      index.set(plain, known);
      known.push(...statementsAt(entry, [name]));
    }
  return index;
}

/** The entries within an entry, by themselves. */
export function within(entry: Identifier | undefined): Identifier[] {
  return Object.entries(entry ?? {}).flatMap(([name, child]) =>
    name === '__compat' ? [] : [child as Identifier],
  );
}

/** Chrome documents it and the data lacks it; it is looked for before it is used (src/platform/events.ts). */
const LOOKED_FOR = /^browser\.notifications\.onPermissionLevelChanged\b/;

/** The features that a browser of the minimum version may lack, each as `name: since when`. */
export function tooNew(features: readonly Feature[], browser: Browser): string[] {
  const lines = features.flatMap(({ name, known }) => {
    if (LOOKED_FOR.test(name)) return [];
    const since = Math.min(...known.map(statement => sinceOf(statement, browser)));
    if (since <= MINIMUM[browser]) return [];
    if (known.length === 0) return [`${name}: not in the data`];
    return [`${name}: ${since === Number.POSITIVE_INFINITY ? 'never' : since}`];
  });
  return [...new Set(lines)].sort();
}

/** The version from which on a browser has it without a switch and under this name; infinite where none has. */
function sinceOf({ support }: CompatStatement, browser: Browser): number {
  const versions = [support[browser] ?? []]
    .flat()
    .filter(({ flags, prefix }) => !flags && !prefix)
    .filter(({ version_removed }) => !version_removed || versionOf(version_removed) > MINIMUM[browser])
    // `menus` is the same as `contextMenus`, which Facteur calls it.
    .filter(({ alternative_name = 'contextMenus' }) => alternative_name.startsWith('contextMenus'))
    .map(({ version_added }) => versionOf(version_added));
  return Math.min(...versions.filter(version => !Number.isNaN(version)));
}

/** As a number; `≤37`, which means that it is there in 37 at the latest, is that. */
function versionOf(version: string | false): number {
  return Number.parseFloat(String(version).replace('≤', ''));
}
