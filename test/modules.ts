import { readdirSync, readFileSync } from 'node:fs';

/** All modules of src: path within src (`core/badge.ts`) and text. */
export const MODULES: ReadonlyMap<string, string> = new Map(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map(file => file.replaceAll('\\', '/'))
    .filter(file => /\.tsx?$/.test(file))
    .map(file => [file, readFileSync(`src/${file}`, 'utf8')]),
);
