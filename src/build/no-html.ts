import type { Plugin } from 'vite';

/** The one line of preact's that makes elements of a text, for a property that Facteur never uses. */
const SETS_HTML = /\b(\w+)\.innerHTML=(?=\w+\.__html\b)/g;

/**
 * Has preact set text where it would set HTML, so that no line of the extension makes elements of what came from elsewhere,
 * and Mozilla's linter has nothing to warn of.
 */
export const noHtml: Plugin = {
  name: 'no-html',
  transform(code, id) {
    if (!/\/preact\/dist\/preact\.m?js$/.test(id)) return undefined;
    if (code.match(SETS_HTML)?.length !== 1) this.error('preact sets HTML in another way than it did');
    return { code: code.replace(SETS_HTML, '$1.textContent='), map: null };
  },
};
