import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'answers');

/** The file names of all sample answers. The folder's README describes each. */
export const ANSWERS: readonly string[] = readdirSync(FOLDER, { withFileTypes: true })
  .filter(entry => entry.isFile() && entry.name !== 'README.md')
  .map(({ name }) => name)
  .sort();

/** The Content-Type of an answer, if it matters. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  'charset-by-header.xml': 'text/xml; charset=ISO-8859-15',
  'charset-header-over-prolog.xml': 'text/xml; charset="utf-8"',
  'charset-unknown.xml': 'text/xml; charset=x-klingon',
};

export function contentType(file: string): string | null {
  return CONTENT_TYPES[file] ?? null;
}

export function answerBytes(file: string): Uint8Array {
  return new Uint8Array(readFileSync(join(FOLDER, file)));
}

export function answerText(file: string): string {
  return new TextDecoder().decode(answerBytes(file));
}

/** The file with the expected parse result. */
export function expectedFile(file: string): string {
  return join(FOLDER, 'expected', `${file}.json`);
}
