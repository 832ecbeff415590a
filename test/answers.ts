import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import type { ParseDocument } from '../src/core/read-answer';

const parser = new new JSDOM('').window.DOMParser();

/** A strict parser, as the browsers' own. */
export const parseDocument: ParseDocument = (text, type) => parser.parseFromString(text, type);

export function answerBytes(file: string): Uint8Array {
  return new Uint8Array(readFileSync(join(import.meta.dirname, 'answers', file)));
}

export function answerText(file: string): string {
  return new TextDecoder().decode(answerBytes(file));
}
