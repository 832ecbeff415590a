import { describe, expect, it } from 'vitest';
import { readFolder } from '../../src/build/package/files';
import { gzipped, loadedWith, zipped } from '../bench/extension/sizes';
import { entriesOf } from '../bench/extension/subject';

/**
 * The largest size of each, in bytes, compressed: the present size and a little room. A change that needs more must say
 * why. Firefox's background parses answers itself; in Chrome an offscreen page does.
 */
const BUDGET = {
  background: { chrome: 42_000, firefox: 50_500 },
  popup: { chrome: 47_000, firefox: 47_000 },
  package: { chrome: 222_000, firefox: 217_000 },
} as const;

const BUILDS = await Promise.all(
  (['chrome', 'firefox'] as const).map(async build => [build, await readFolder(`dist/${build}`)] as const),
);

describe.each(BUILDS)('the extension built for %s', (build, files) => {
  it.each(['background', 'popup'] as const)('has a %s within its budget', part => {
    const loaded = loadedWith(files, entriesOf(files)[part], 'ever');
    expect(loaded.length).toBeGreaterThan(1);
    expect(gzipped(files, loaded), loaded.join(', ')).toBeLessThanOrEqual(BUDGET[part][build]);
  });

  it('is a package within its budget, without source maps', () => {
    expect(zipped(files)).toBeLessThanOrEqual(BUDGET.package[build]);
    expect([...files.keys()].filter(file => file.endsWith('.map'))).toEqual([]);
  });
});
