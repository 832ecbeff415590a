/** Whether a subject contains one of these words or phrases, whatever their case and accents. */
export function hasWord(subject: string, words: readonly string[]): boolean {
  if (words.length === 0) return false;
  const text = fold(subject);
  return words.some(word => contains(text, fold(word)));
}

/** Why both count as the same entry of a list: one finds what the other finds. */
export function isSameWord(one: string, other: string): boolean {
  return fold(one) === fold(other);
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
