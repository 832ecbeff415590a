import { type Content, html } from '../text/html';

/** Neither space nor what ends an address in prose, nor the invisible characters that would disguise it. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"“”«»\p{C}]+/giu;
const PUNCTUATION = ".,;:!?'’*_~|…。、，";
const BRACKETS = ['()', '[]', '{}'] as const;

/** Plain text whose http and https addresses are links, white space and all else as it stands. */
export function linkedText(text: string): Content {
  const parts: Content[] = [];
  let at = 0;
  for (const { 0: match, index } of text.matchAll(ADDRESS)) {
    const address = withoutPunctuation(match);
    if (!URL.canParse(address)) continue;
    parts.push(text.slice(at, index));
    parts.push(html`<a href="${address}" target="_blank" rel="noopener noreferrer">${address}</a>`);
    at = index + address.length;
  }
  return [...parts, text.slice(at)];
}

/** Leaves to the sentence what ends it. A bracket that closes belongs to the address if it opens there, too. */
function withoutPunctuation(address: string): string {
  const count = (character: string) => address.split(character).length;
  const unopened = new Map<string, number>();
  for (const [opening = '', closing = ''] of BRACKETS) unopened.set(closing, count(closing) - count(opening));
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1] ?? '';
    const surplus = unopened.get(last) ?? 0;
    if (surplus <= 0 && !PUNCTUATION.includes(last)) break;
    unopened.set(last, surplus - 1);
  }
  return address.slice(0, end);
}
