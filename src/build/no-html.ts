import type { Plugin } from 'vite';

/** The only place where preact sets `innerHTML`, for the prop `dangerouslySetInnerHTML`. Facteur never uses it. */
const SETS_HTML = /\b(\w+)\.innerHTML=(?=\w+\.__html\b)/g;

/**
 * Makes preact set text instead of HTML. Then no code of the extension can parse a foreign text as HTML, and Mozilla's
 * linter has no warning.
 */
export const noHtml: Plugin = {
  name: 'no-html',
  transform(code, id) {
    if (!/\/preact\/dist\/preact\.m?js$/.test(id)) return undefined;
    if (code.match(SETS_HTML)?.length !== 1)
      this.error('preact has changed how it sets innerHTML: adapt SETS_HTML');
    return { code: code.replace(SETS_HTML, '$1.textContent='), map: null };
  },
};
