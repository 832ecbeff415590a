import { createRequire } from 'node:module';
import type { CompatData, CompatStatement, Identifier } from '@mdn/browser-compat-data';
import manifest from '../../manifest.json' with { type: 'json' };
import type { Browser } from '../../src/build/browsers';

/** MDN's data: the version in which each browser got each feature. */
export const DATA: CompatData = createRequire(import.meta.url)('@mdn/browser-compat-data');

/** Only Chrome has it, and the data lacks it (developer.chrome.com/docs/extensions/reference/api/offscreen). */
const OFFSCREEN: { __compat: CompatStatement } = {
  __compat: {
    source_file: '',
    support: { chrome: { version_added: '109' }, firefox: { version_added: false } },
  },
};

const { api = {}, manifest: keys = {} } = DATA.webextensions;

export const EXTENSION_API: Identifier = Object.assign({}, api, {
  offscreen: Object.assign({ createDocument: OFFSCREEN, closeDocument: OFFSCREEN }, OFFSCREEN),
});

export const PERMISSIONS: Identifier = Object.assign({}, keys.permissions, { offscreen: OFFSCREEN });

export const MINIMUM: Readonly<Record<Browser, number>> = {
  chrome: Number.parseFloat(manifest.minimum_chrome_version),
  firefox: Number.parseFloat(manifest.browser_specific_settings.gecko.strict_min_version),
};

export interface Feature {
  readonly name: string;
  /** The data on it. If only a name is known, the data on each feature of that name. Empty if there is none. */
  readonly known: readonly CompatStatement[];
}

/** The entry of the data at a path below `part`. */
export function entryAt(part: Identifier, path: readonly string[]): Identifier | undefined {
  let entry: Identifier | undefined = part;
  for (const step of path)
    entry = entry && step !== '__compat' && Object.hasOwn(entry, step) ? entry[step] : undefined;
  return entry;
}

/** The statement at a path below `part`, as a list; empty if there is none. */
export function statementsAt(part: Identifier, path: readonly string[]): CompatStatement[] {
  return [entryAt(part, path)?.__compat ?? []].flat();
}

/** Indexes the children of all entries by name, with the statements of each. */
export function indexOf(entries: readonly Identifier[]): ReadonlyMap<string, readonly CompatStatement[]> {
  const index = new Map<string, CompatStatement[]>();
  for (const entry of entries)
    for (const name of Object.keys(entry)) {
      // The data writes `name_static` for static members and `name_event` for `onname`.
      const plain = name.replace(/_static$/, '').replace(/^(.+)_event$/, 'on$1');
      const known = index.get(plain) ?? [];
      index.set(plain, known);
      known.push(...statementsAt(entry, [name]));
    }
  return index;
}

export function within(entry: Identifier | undefined): Identifier[] {
  return Object.entries(entry ?? {}).flatMap(([name, child]) =>
    name === '__compat' ? [] : [child as Identifier],
  );
}

/** Chrome documents it, and the data lacks it. The extension tests for it first (src/platform/events.ts). */
const LOOKED_FOR = /^browser\.notifications\.onPermissionLevelChanged\b/;

/** The features that the minimum version may lack, each as `name: version`, `name: never` or `name: not in the data`. */
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

/** The first version that has it without a flag or prefix; Infinity if there is none. */
function sinceOf({ support }: CompatStatement, browser: Browser): number {
  const versions = [support[browser] ?? []]
    .flat()
    .filter(({ flags, prefix }) => !flags && !prefix)
    .filter(({ version_removed }) => !version_removed || versionOf(version_removed) > MINIMUM[browser])
    // `menus` and `contextMenus` are the same API; Facteur uses the latter name.
    .filter(({ alternative_name = 'contextMenus' }) => alternative_name.startsWith('contextMenus'))
    .map(({ version_added }) => versionOf(version_added));
  return Math.min(...versions.filter(version => !Number.isNaN(version)));
}

/** A version as a number. `≤37` (in 37 or earlier) counts as 37. */
function versionOf(version: string | false): number {
  return Number.parseFloat(String(version).replace('≤', ''));
}
