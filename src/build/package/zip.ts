import { type ZipOptions, zipSync } from 'fflate';
import type { Files } from './files';

/**
 * A zip file that is made of names and contents alone: the same files are the same bytes, wherever and whenever they
 * are packed. fflate compresses in JavaScript; Node's zlib is another one from version to version.
 */
export function zipOf(files: Files): Uint8Array {
  const options: ZipOptions = {
    level: 9,
    // A zip file has the local time. The first moment that it can name is the same text in every time zone.
    mtime: new Date(1980, 0, 1),
    os: 0,
    attrs: 0,
  };
  return zipSync(Object.fromEntries([...files].sort(byPath)), options);
}

/** By the characters' numbers, for alphabets differ from one computer to the next. */
function byPath([one]: readonly [string, Buffer], [other]: readonly [string, Buffer]): number {
  return one < other ? -1 : 1;
}
