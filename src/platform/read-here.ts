import type { Reading } from '../core/answer/answer';
import { readAnswer } from '../core/answer/read-answer';

/** Parses an answer in this context, which must have a DOMParser: a page, not a service worker. */
export function readHere(text: string): Reading {
  return readAnswer(text, (source, type) => new DOMParser().parseFromString(source, type));
}
