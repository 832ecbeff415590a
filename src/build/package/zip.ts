import { type ZipOptions, zipSync } from 'fflate';
import type { Files } from './files';

/**
 * Makes a zip file that depends on names and contents only: the same files give the same bytes everywhere. fflate
 * compresses in JavaScript, while Node's zlib differs between versions.
 */
export function zipOf(files: Files): Uint8Array {
  const options: ZipOptions = {
    level: 9,
    // Zip files store local time. The earliest possible time gives the same bytes in every time zone.
    mtime: new Date(1980, 0, 1),
    os: 0,
    attrs: 0,
  };
  return zipSync(Object.fromEntries([...files].sort(byPath)), options);
}

/** By code unit, because the alphabetical order depends on the computer's language. */
function byPath([one]: readonly [string, Buffer], [other]: readonly [string, Buffer]): number {
  return one < other ? -1 : 1;
}
