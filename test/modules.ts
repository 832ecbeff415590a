import { readdirSync, readFileSync } from 'node:fs';

/** Every module of src, by its path within it (`core/badge.ts`), with its text. */
export const MODULES: ReadonlyMap<string, string> = new Map(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map(file => file.replaceAll('\\', '/'))
    .filter(file => /\.tsx?$/.test(file))
    .map(file => [file, readFileSync(`src/${file}`, 'utf8')]),
);
