import { type Content, html } from '../text/html';

/** Excludes spaces, delimiters, and invisible characters, which could disguise an address. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"“”«»\p{C}]+/giu;
const PUNCTUATION = ".,;:!?'’*_~|…。、，";
const BRACKETS = ['()', '[]', '{}'] as const;

/** Plain text with links for its http and https addresses; nothing else changes. */
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

/** Removes punctuation at the end. Keeps a closing bracket if the address contains the opening one. */
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
