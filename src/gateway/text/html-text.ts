import { compile } from 'html-to-text';

/** Characters of HTML that are looked at: enough for any letter, and little enough for what is made to be slow. */
const MAX_INPUT = 64 * 1024;

const toText = compile({
  wordwrap: false,
  limits: { maxDepth: 200, maxChildNodes: 5000, ellipsis: '' },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'title', format: 'skip' },
    { selector: 'hr', options: { length: 3 } },
    // Most tables are there for the looks, and two cells are no one word.
    ...['td', 'th'].map(selector => ({
      selector,
      format: 'block',
      options: { leadingLineBreaks: 1, trailingLineBreaks: 1 },
    })),
    // Headings in capitals would shout in a preview.
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map(selector => ({ selector, options: { uppercase: false } })),
  ],
});

/** What a mail's HTML says, as plain text: paragraphs apart, quoted text behind `>`, no addresses of links, no pictures. */
export function htmlToText(html: string): string {
  return toText(html.slice(0, MAX_INPUT)).trim();
}
