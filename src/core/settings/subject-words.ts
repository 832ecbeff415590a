import type { MessageKey, Text } from '../text/text';
import { MAX_SENDER_LENGTH, MAX_SENDERS } from './senders';

/** Whether a subject contains one of these words or phrases, whatever their case and accents. */
export function hasWord(subject: string, words: readonly string[]): boolean {
  if (words.length === 0) return false;
  const text = fold(subject);
  return words.some(word => contains(text, fold(word)));
}

/** Why an entry can't be added; undefined if it can. */
export function wordProblem(entry: string, others: readonly string[]): MessageKey | Text | undefined {
  if (fold(entry) === '') return 'wordMissing';
  if (entry.trim().length > MAX_SENDER_LENGTH) return { key: 'entryTooLong', args: [MAX_SENDER_LENGTH] };
  if (others.some(other => fold(other) === fold(entry))) return 'wordKnown';
  if (others.length >= MAX_SENDERS) return { key: 'wordsFull', args: [MAX_SENDERS] };
  return undefined;
}

const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/g;

/** Letters that Unicode doesn't decompose, as people type them without their own keyboard. */
const LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ς: 'σ',
  ى: 'ي',
  '’': "'",
};

/** Composed again at the end: parts of a Korean syllable are no letters of their own. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[łøđıßæœςى’]/g, letter => LETTERS[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim();
}

function contains(text: string, word: string): boolean {
  if (word === '') return false;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (startsWord(text, at) && endsWord(text, at + word.length)) return true;
  return false;
}

/** Scripts without spaces between words; in Korean, particles stand right behind a word. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

const WORD_END = /[\p{L}\p{N}\p{M}]$/u;
const WORD_START = /^[\p{L}\p{N}\p{M}]/u;

/** Arabic writes "and", "in", "for" and "the" together with the word behind them. */
const ARABIC_PREFIX = /(?:^|[^\p{L}\p{N}])(?:[وف]?[بكل]?(?:ال)?|[وف]?لل)$/u;

function startsWord(text: string, at: number): boolean {
  const before = text.slice(0, at);
  if (!WORD_END.test(before) || !WORD_START.test(text.slice(at))) return true;
  return UNSPACED.test(lastOf(before)) || UNSPACED.test(firstOf(text, at)) || ARABIC_PREFIX.test(before);
}

function endsWord(text: string, at: number): boolean {
  const after = text.slice(at);
  if (!WORD_START.test(after) || !WORD_END.test(text.slice(0, at))) return true;
  return UNSPACED.test(firstOf(text, at)) || UNSPACED.test(lastOf(text.slice(0, at)));
}

function firstOf(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0);
}

function lastOf(text: string): string {
  return Array.from(text.slice(-2)).at(-1) ?? '';
}
