const LONGEST = 100;

/** A name from elsewhere, to show: without control characters and white space around, at most 100 characters. */
export function shortName(text: string): string {
  const printable = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim();
  return [...printable].slice(0, LONGEST).join('').trim();
}
