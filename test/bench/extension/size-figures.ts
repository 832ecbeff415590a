import type { Files } from '../../../src/build/package/files';
import { summarise } from '../statistics';
import type { Bound, Figure } from './figures';
import { gzipped, loadedWith, zipped } from './sizes';
import { entriesOf } from './subject';

/** The sizes of the built extensions, without the lines that the bench adds. `test/e2e/size.test.ts` has their limits. */
export function sizeFigures(floor: Files, facteur: Files): Figure[] {
  const compare = (name: string, bytesOf: (files: Files) => number, how: string, aim?: Bound): Figure => ({
    name,
    unit: 'kB',
    floor: summarise([bytesOf(floor) / 1000]),
    facteur: summarise([bytesOf(facteur) / 1000]),
    ...(aim && { aim }),
    how: `${how}; kB of 1000 bytes`,
  });
  const loaded = (part: 'background' | 'popup') => (files: Files) =>
    gzipped(files, loadedWith(files, entriesOf(files)[part], 'at-once'));
  return [
    compare(
      'background, loaded at each wake-up',
      loaded('background'),
      'the scripts that the background needs to start, each compressed with gzip -9',
    ),
    compare(
      'popup, loaded each time',
      loaded('popup'),
      'the page, scripts and style sheets that the popup needs to start, each compressed with gzip -9',
    ),
    compare('package', zipped, 'a zip file of all files, each deflated at level 9', { text: '', value: 80 }),
  ];
}
