import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** The contents of files, by path from a folder. Paths have `/` on every system. */
export type Files = ReadonlyMap<string, Buffer>;

export async function readFolder(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  return readFiles(
    folder,
    paths.map(path => relative(folder, path).replaceAll(sep, '/')),
  );
}

/** Reads files of a folder, by path from it. Rejects if one is missing. */
export async function readFiles(folder: string, paths: readonly string[]): Promise<Files> {
  return new Map(
    await Promise.all(paths.map(async path => [path, await readFile(join(folder, path))] as const)),
  );
}
