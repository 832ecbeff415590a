import { describe, expect, test } from 'vitest';
import type { Browser } from '../../../src/build/browsers';
import { CONTENTS, faultsOf } from '../../../src/build/package/contents';

const VERSION = '1.2.3';

/** All that is on the list, and these files besides or in place of it. */
function filesFor(browser: Browser, others: Record<string, string> = {}): Map<string, Buffer> {
  const listed = CONTENTS[browser].map(
    path => [path.replace('*', 'Ab_-1234').replace('@', 'index'), ''] as const,
  );
  const all = {
    ...Object.fromEntries(listed),
    'manifest.json': JSON.stringify({ version: VERSION }),
    ...others,
  };
  return new Map(Object.entries(all).map(([path, text]) => [path, Buffer.from(text)]));
}

describe.each(['chrome', 'firefox'] as const)('a package for %s', browser => {
  const faults = (others: Record<string, string>) => faultsOf(browser, filesFor(browser, others), VERSION);

  test('is without fault with all that is on the list', () => {
    expect(faults({})).toEqual([]);
  });

  test.each([
    'notes.txt',
    '.DS_Store',
    'assets/index.js',
    'assets/other-Ab_-1234.wasm',
    'icons/facteur-16.png.orig',
    'more/background.js',
    'assets/index-Ab_-1234.css.map',
  ])('holds no %s', path => {
    expect(faults({ [path]: '' })).toEqual([
      `${browser}: ${path} is not on the list in src/build/package/contents.ts`,
    ]);
  });

  test.each(['service-worker-loader.js', 'src/popup/index.html', 'icons/unread-20.png'])(
    'does not go without %s',
    path => {
      const files = filesFor(browser);
      files.delete(path);
      expect(faultsOf(browser, files, VERSION)).toEqual([
        `${browser}: ${path} is missing, which is on the list in src/build/package/contents.ts`,
      ]);
    },
  );

  test('goes without none of the files that are named by what they hold', () => {
    const files = filesFor(browser);
    files.delete('assets/index-Ab_-1234.css');
    expect(faultsOf(browser, files, VERSION)).toEqual([
      `${browser}: assets/index-*.css is missing, which is on the list in src/build/package/contents.ts`,
    ]);
  });

  test.each([
    '//# sourceMappingURL=data:application/json;base64,e30=',
    '/*# sourceMappingURL=popup.css.map */',
  ])('has no source map: %s', comment => {
    const path = comment.startsWith('//') ? 'service-worker-loader.js' : 'assets/index-Ab_-1234.css';
    expect(faults({ [path]: `code\n${comment}` })).toEqual([`${browser}: ${path} has a source map`]);
  });

  test('has no key', () => {
    expect(faults({ 'manifest.json': JSON.stringify({ version: VERSION, key: 'MIIB' }) })).toEqual([
      `${browser}: the manifest has a key, which is for development: a store gives its own`,
    ]);
  });

  test('has the version of package.json', () => {
    expect(faults({ 'manifest.json': JSON.stringify({ version: '1.2.2' }) })).toEqual([
      `${browser}: the manifest says version 1.2.2, package.json 1.2.3`,
    ]);
  });
});
