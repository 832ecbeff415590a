import { readdirSync } from 'node:fs';
import manifest from '../../../manifest.json' with { type: 'json' };
import { ICON_STATES, iconPaths } from '../../core/view/icon';
import type { Browser } from '../browsers';
import type { Files } from './files';

/** The files of both extensions. `*` is the hash of a file's content, `@` any name. */
const SHARED = [
  'manifest.json',
  'LICENSES.md',
  // It imports the background.
  'service-worker-loader.js',
  'src/popup/index.html',
  'src/options/index.html',
  // Scripts, named after a module in them.
  'assets/@-*.js',
  'assets/index-*.css',
  'assets/facteur-32-*.png',
  ...readdirSync('_locales').map(language => `_locales/${language}/messages.json`),
  ...Object.values(manifest.icons),
  ...ICON_STATES.flatMap(state => Object.values(iconPaths(state)).map(path => path.slice(1))),
];

/** What each package holds, and nothing else: whoever has the build make another file enters it here. */
export const CONTENTS: Readonly<Record<Browser, readonly string[]>> = {
  chrome: [...SHARED, 'src/offscreen/index.html', manifest.storage.managed_schema],
  firefox: SHARED,
};

const LIST = 'the list in src/build/package/contents.ts';

/**
 * What keeps files from being a package for a store, in words; nothing where all is as it should be.
 * @param version the one that package.json has
 */
export function faultsOf(browser: Browser, files: Files, version: string): string[] {
  const listed = CONTENTS[browser].map(path => ({ path, pattern: patternOf(path) }));
  const paths = [...files.keys()];
  const built = JSON.parse(String(files.get('manifest.json') ?? '{}'));
  return [
    ...paths
      .filter(path => !listed.some(({ pattern }) => pattern.test(path)))
      .map(path => `${path} is not on ${LIST}`),
    ...listed
      .filter(({ pattern }) => !paths.some(path => pattern.test(path)))
      .map(({ path }) => `${path} is missing, which is on ${LIST}`),
    ...[...files].filter(namesMap).map(([path]) => `${path} has a source map`),
    ...(built.version === version
      ? []
      : [`the manifest says version ${built.version}, package.json ${version}`]),
    ...('key' in built ? ['the manifest has a key, which is for development: a store gives its own'] : []),
  ].map(fault => `${browser}: ${fault}`);
}

function patternOf(path: string): RegExp {
  const pattern = path
    .replaceAll('.', String.raw`\.`)
    .replaceAll('*', String.raw`[\w-]{8}`)
    .replaceAll('@', String.raw`[\w.-]+`);
  return new RegExp(`^${pattern}$`);
}

function namesMap([path, content]: readonly [string, Buffer]): boolean {
  return /\.(js|css)$/.test(path) && /[#@]\s*sourceMappingURL=/.test(String(content));
}
