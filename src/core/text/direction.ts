export type Direction = 'ltr' | 'rtl';

const RTL_LANGUAGE = /^(ar|dv|fa|he|ps|sd|ug|ur|yi)(-|$)/;

function hasRtlLetter(text: string): boolean {
  return /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}\p{sc=Adlm}]/u.test(text);
}

function hasLtrLetter(text: string): boolean {
  return /(?![\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}\p{sc=Adlm}])\p{L}/u.test(text);
}

/** `locale` is BCP 47. */
export function writingDirection(locale: string): Direction {
  return RTL_LANGUAGE.test(locale) ? 'rtl' : 'ltr';
}

/** By the first letter; `ltr` without letters. */
export function textDirection(text: string): Direction {
  return hasRtlLetter(text.match(/\p{L}/u)?.[0] ?? '') ? 'rtl' : 'ltr';
}

/** Wraps a text with letters of the other direction in Unicode isolates (U+2068 … U+2069). */
export function isolate(text: string, direction: Direction): string {
  const isMixed = direction === 'rtl' ? hasLtrLetter(text) : hasRtlLetter(text);
  return isMixed ? `\u2068${text}\u2069` : text;
}
