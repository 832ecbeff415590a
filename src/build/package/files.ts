import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Files with their contents, by their paths from a folder, with `/` whatever the system. */
export type Files = ReadonlyMap<string, Buffer>;

/** All the files of a folder and of those in it. */
export async function readFolder(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  return readFiles(
    folder,
    paths.map(path => relative(folder, path).replaceAll(sep, '/')),
  );
}

/** Some files of a folder, by their paths from it. */
export async function readFiles(folder: string, paths: readonly string[]): Promise<Files> {
  return new Map(
    await Promise.all(paths.map(async path => [path, await readFile(join(folder, path))] as const)),
  );
}
