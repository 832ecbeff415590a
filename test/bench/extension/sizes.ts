import { posix } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import type { Files } from '../../../src/build/package/files';

/** `at-once`: only files that a script loads at its start. `ever`: also files that it may load later. */
export type Reach = 'at-once' | 'ever';

const STATIC = /(?:^|[\s;}*/])(?:import|export)\s*(?:[\w$*{},\s]*?\bfrom\s*)?(["'])(?<name>[^"']+)\1/g;
/** At the start of a line: a call inside a function is indented or follows other code. */
const CLASSIC = /^importScripts\((?<names>[^)]*)\)/gm;
/** Any string that is the name of a script: a script needs that name to load it. */
const LATER = /(["'`])(?<name>[^"'`\s]+\.m?js)\1/g;
const TAG = /<(?:script|link)\b[^>]*?\s(?:src|href)=["']?(?<name>[^"'\s>]+)/g;

/** The paths of `entries` and of all files that they load. */
export function loadedWith(files: Files, entries: readonly string[], reach: Reach): string[] {
  const found = new Set<string>();
  const add = (path: string) => {
    if (found.has(path) || !files.has(path)) return;
    found.add(path);
    const text = String(files.get(path));
    for (const name of namedIn(path, text, reach)) add(locate(path, name));
  };
  for (const entry of entries) add(entry.replace(/^\//, ''));
  return [...found];
}

function namedIn(path: string, text: string, reach: Reach): string[] {
  const names = (pattern: RegExp) => [...text.matchAll(pattern)].map(({ groups }) => groups?.name ?? '');
  if (/\.html?$/.test(path)) return names(TAG);
  if (!/\.m?js$/.test(path)) return [];
  const classic = [...text.matchAll(CLASSIC)].flatMap(({ groups }) =>
    [...(groups?.names ?? '').matchAll(/["'`]([^"'`]+)["'`]/g)].map(([, name = '']) => name),
  );
  return [...names(STATIC), ...classic, ...(reach === 'ever' ? names(LATER) : [])];
}

/** Resolves a name in a file: from the extension's root if it begins with `/`, otherwise from the file's folder. */
function locate(from: string, name: string): string {
  return name.startsWith('/') ? name.slice(1) : posix.join(posix.dirname(from), name);
}

/** The size of some files, each compressed with gzip, in bytes. */
export function gzipped(files: Files, paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + gzipSync(files.get(path) ?? '', { level: 9 }).length, 0);
}

/** The size of a zip file of all files, in bytes. A file that compression would make larger is stored. */
export function zipped(files: Files): number {
  let bytes = 22;
  for (const [path, content] of files) {
    const body = Math.min(content.length, deflateRawSync(content, { level: 9 }).length);
    bytes += 30 + 46 + 2 * Buffer.byteLength(path) + body;
  }
  return bytes;
}
