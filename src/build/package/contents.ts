import { readdirSync } from 'node:fs';
import manifest from '../../../manifest.json' with { type: 'json' };
import { ICON_STATES, iconPaths } from '../../core/view/icon';
import type { Browser } from '../browsers';
import type { Files } from './files';

/** What both extensions are made of, by path. `*` is the hash of what a file holds, and of what it loads. */
const SHARED = [
  'manifest.json',
  'LICENSES.md',
  // It imports the background.
  'service-worker-loader.js',
  'assets/index.ts-*.js',
  'src/popup/index.html',
  'src/options/index.html',
  'assets/index.html-*.js',
  'assets/index-*.css',
  'assets/preact-*.js',
  'assets/shared-*.js',
  'assets/facteur-32-*.png',
  ...readdirSync('_locales').map(language => `_locales/${language}/messages.json`),
  ...Object.values(manifest.icons),
  ...ICON_STATES.flatMap(state => Object.values(iconPaths(state)).map(path => path.slice(1))),
];

/** What each package holds, and nothing else: whoever has the build make another file enters it here. */
export const CONTENTS: Readonly<Record<Browser, readonly string[]>> = {
  chrome: [...SHARED, 'src/offscreen/index.html', 'assets/offscreen-*.js', manifest.storage.managed_schema],
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
  const parts = path.split('*').map(part => part.replaceAll(/[.]/g, String.raw`\.`));
  return new RegExp(`^${parts.join(String.raw`[\w-]{8}`)}$`);
}

function namesMap([path, content]: readonly [string, Buffer]): boolean {
  return /\.(js|css)$/.test(path) && /[#@]\s*sourceMappingURL=/.test(String(content));
}
