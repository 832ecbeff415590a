import { compile, type HtmlToTextOptions } from 'html-to-text';

/** Characters of HTML to convert, without styles: enough for a normal letter, few enough for any mail. */
const MAX_INPUT = 64 * 1024;

/** Styles, scripts, titles and comments, which may be longer than the letter. An unclosed one goes on to the end. */
const NO_TEXT = /<!--[\s\S]*?(?:-->|$)|<(style|script|title)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;

/** Pictures inside their own address. */
const DATA_ADDRESS = /\b(?:src|href|background)\s*=\s*(?:"data:[^"]*"?|'data:[^']*'?)/gi;

const options: HtmlToTextOptions = {
  wordwrap: false,
  // Lists and virus scanners add text after the body.
  baseElements: { selectors: [] },
  limits: { maxDepth: 1000, maxChildNodes: 5000, ellipsis: '' },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
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
};

const toText = compile(options);
const toTextWithPictures = compile({
  ...options,
  formatters: {
    alternative: ({ attribs }, _walk, builder) => builder.addInline(` ${attribs.alt ?? ''} `),
  },
  selectors: [...(options.selectors ?? []), { selector: 'img', format: 'alternative' }],
});

/**
 * Keeps paragraphs, marks quoted text with `>`, leaves out link addresses. `pictures` adds the alternative
 * text of each picture. `html` may be cut anywhere.
 */
export function htmlToText(html: string, { pictures = false } = {}): string {
  return (pictures ? toTextWithPictures : toText)(letterIn(html).slice(0, MAX_INPUT)).trim();
}

/** The text of the first `most` characters. Undefined if there are no more than these. */
export function beginningOfHtml(html: string, most: number): string | undefined {
  const letter = letterIn(html);
  return letter.length <= most ? undefined : toText(letter.slice(0, most)).trim();
}

const letterIn = (html: string) => html.replace(NO_TEXT, '').replace(DATA_ADDRESS, '');
