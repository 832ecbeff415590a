import { posix } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import type { Files } from '../../../src/build/package/files';

/** Which of the files that a script names count: those it can't start without, or also those it may load later. */
export type Reach = 'at-once' | 'ever';

const STATIC = /(?:^|[\s;}*/])(?:import|export)\s*(?:[\w$*{},\s]*?\bfrom\s*)?(["'])(?<name>[^"']+)\1/g;
/** By itself, and not within a function. */
const CLASSIC = /^importScripts\((?<names>[^)]*)\)/gm;
/** However a script gets at another one, it has its name. */
const LATER = /(["'`])(?<name>[^"'`\s]+\.m?js)\1/g;
const TAG = /<(?:script|link)\b[^>]*?\s(?:src|href)=["']?(?<name>[^"'\s>]+)/g;

/** The files that are loaded with some, themselves included. */
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

/** A name as a page or a module has it: from the extension's root or from where it stands. */
function locate(from: string, name: string): string {
  return name.startsWith('/') ? name.slice(1) : posix.join(posix.dirname(from), name);
}

/** Bytes of some files, each compressed with gzip by itself. */
export function gzipped(files: Files, paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + gzipSync(files.get(path) ?? '', { level: 9 }).length, 0);
}

/** Bytes of a zip file of all the files: what is compressed, or stored where that is smaller, and its directory. */
export function zipped(files: Files): number {
  let bytes = 22;
  for (const [path, content] of files) {
    const body = Math.min(content.length, deflateRawSync(content, { level: 9 }).length);
    bytes += 30 + 46 + 2 * Buffer.byteLength(path) + body;
  }
  return bytes;
}
