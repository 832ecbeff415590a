import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export function answerBytes(file: string): Uint8Array {
  return new Uint8Array(readFileSync(join(import.meta.dirname, 'answers', file)));
}

export function answerText(file: string): string {
  return new TextDecoder().decode(answerBytes(file));
}
