import type { Files } from '../../../src/build/package/files';
import { summarise } from '../statistics';
import type { Figure } from './figures';
import { gzipped, loadedWith, type Reach, zipped } from './sizes';
import { entriesOf } from './subject';

const KB = 1000;

const WHAT: Readonly<Record<Reach, string>> = {
  'at-once': 'with all that it can’t start without',
  ever: 'with all that it may load later too',
};

/** How large the built extensions are, as they were before the bench put its lines into a copy. */
export function sizeFigures(floor: Files, facteur: Files): Figure[] {
  const loaded = (name: string, part: 'background' | 'popup', reach: Reach, limit?: number): Figure => {
    const size = (files: Files) =>
      summarise([gzipped(files, loadedWith(files, entriesOf(files)[part], reach)) / KB]);
    return {
      name,
      unit: 'kB',
      floor: size(floor),
      facteur: size(facteur),
      ...(limit !== undefined && { limit: { text: '', value: limit } }),
      how: `the ${part}’s ${part === 'popup' ? 'page, scripts and sheets' : 'scripts'}, ${WHAT[reach]}; each file compressed with gzip -9, kB of 1000 bytes`,
    };
  };
  return [
    loaded('background, loaded at each wake-up', 'background', 'at-once', 10),
    loaded('background, all that it may load', 'background', 'ever'),
    loaded('popup, loaded each time', 'popup', 'at-once', 14),
    loaded('popup, all that it may load', 'popup', 'ever'),
    {
      name: 'package',
      unit: 'kB',
      floor: summarise([zipped(floor) / KB]),
      facteur: summarise([zipped(facteur) / KB]),
      limit: { text: '', value: 80 },
      how: 'a zip file of all the files, each deflated at level 9; kB of 1000 bytes',
    },
  ];
}
