import { replaceForbidden } from '../../core/answer/xml-characters';

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // A parser turns a bare carriage return into a line feed (XML 1.0, 2.11).
  '\r': '&#13;',
};

/**
 * Any text as XML character data or attribute value. What XML 1.0 (2.2, `Char`) cannot hold at all, such as
 * control characters, lone surrogates, U+FFFE and U+FFFF, becomes U+FFFD.
 */
export function escapeXml(text: string): string {
  return replaceForbidden(text, '\ufffd').replace(/[&<>"'\r]/g, character => REFERENCES[character] ?? '');
}

/** A piece of XML that is already escaped. */
export type Xml = { readonly xml: string };

/** An element with text, with child elements, or empty. `name` is trusted. */
export function element(name: string, content: string | number | readonly Xml[] = ''): Xml {
  const inside = Array.isArray(content)
    ? content.map(child => child.xml).join('')
    : escapeXml(String(content));
  return { xml: inside === '' ? `<${name}/>` : `<${name}>${inside}</${name}>` };
}

/** A whole document, with the prolog of the API page. */
export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`;
}
