import { compile } from 'html-to-text';

/** Characters of HTML to convert: enough for a normal letter, few enough that no mail slows us down. */
const MAX_INPUT = 64 * 1024;

const toText = compile({
  wordwrap: false,
  limits: { maxDepth: 200, maxChildNodes: 5000, ellipsis: '' },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'title', format: 'skip' },
    { selector: 'hr', options: { length: 3 } },
    // Most tables are layout: keep the words of two cells apart.
    ...['td', 'th'].map(selector => ({
      selector,
      format: 'block',
      options: { leadingLineBreaks: 1, trailingLineBreaks: 1 },
    })),
    // Headings in capitals would be too loud in a preview.
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map(selector => ({ selector, options: { uppercase: false } })),
  ],
});

/** Keeps paragraphs, marks quoted text with `>`, leaves out link addresses and pictures. */
export function htmlToText(html: string): string {
  return toText(html.slice(0, MAX_INPUT)).trim();
}
