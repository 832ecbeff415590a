import { describe, expect, it } from 'vitest';
import { readFolder } from '../../src/build/package/files';
import { gzipped, loadedWith, zipped } from '../bench/extension/sizes';
import { entriesOf } from '../bench/extension/subject';

/**
 * The most that each may take, in bytes, compressed: what it takes now, with a little room. A change that needs more says
 * why. Firefox's background reads answers itself; in Chrome an offscreen page does.
 */
const BUDGET = {
  background: { chrome: 35_000, firefox: 43_000 },
  popup: { chrome: 37_000, firefox: 37_000 },
  package: { chrome: 190_000, firefox: 190_000 },
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

  it('is a package within its budget, with no map of its sources', () => {
    expect(zipped(files)).toBeLessThanOrEqual(BUDGET.package[build]);
    expect([...files.keys()].filter(file => file.endsWith('.map'))).toEqual([]);
  });
});
