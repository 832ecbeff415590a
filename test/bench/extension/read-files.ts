import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Files } from './sizes';

/** The files of a folder and of those in it, by their paths from there. */
export async function readFiles(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  const read = paths.map(
    async path => [relative(folder, path).replaceAll(sep, '/'), await readFile(path)] as const,
  );
  return new Map(await Promise.all(read));
}
