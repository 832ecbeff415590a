/** Which way a text runs. */
export type Direction = 'ltr' | 'rtl';

/** The languages written from right to left that a browser may be in. */
const RTL_LANGUAGE = /^(ar|dv|fa|he|ps|sd|ug|ur|yi)(-|$)/;

function hasRtlLetter(text: string): boolean {
  return /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}\p{sc=Adlm}]/u.test(text);
}

function hasLtrLetter(text: string): boolean {
  return /(?![\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}\p{sc=Adlm}])\p{L}/u.test(text);
}

/** The way a language runs; `locale` is BCP 47. */
export function writingDirection(locale: string): Direction {
  return RTL_LANGUAGE.test(locale) ? 'rtl' : 'ltr';
}

/** The way a text runs, as its first letter tells; from left to right where it has none. */
export function textDirection(text: string): Direction {
  return hasRtlLetter(text.match(/\p{L}/u)?.[0] ?? '') ? 'rtl' : 'ltr';
}

/**
 * A text to be put into one that runs in `direction`. If it holds letters that run the other way, it comes within
 * Unicode's isolates (U+2068 … U+2069), so that neither garbles the other where no markup can keep them apart: in a
 * notification, in a button's title.
 */
export function isolate(text: string, direction: Direction): string {
  const isMixed = direction === 'rtl' ? hasLtrLetter(text) : hasRtlLetter(text);
  return isMixed ? `\u2068${text}\u2069` : text;
}
