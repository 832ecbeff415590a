import { replaceForbidden } from '../../core/answer/xml-characters';

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // XML parsers turn a bare carriage return into a line feed (XML 1.0, 2.11).
  '\r': '&#13;',
};

/** Replaces characters that XML 1.0 can't contain (2.2, `Char`), such as lone surrogates, with U+FFFD. */
export function escapeXml(text: string): string {
  return replaceForbidden(text, '\ufffd').replace(/[&<>"'\r]/g, character => REFERENCES[character] ?? '');
}

export type Xml = { readonly xml: string };

/** `name` must be trusted. */
export function element(name: string, content: string | number | readonly Xml[] = ''): Xml {
  const inside = Array.isArray(content)
    ? content.map(child => child.xml).join('')
    : escapeXml(String(content));
  return { xml: inside === '' ? `<${name}/>` : `<${name}>${inside}</${name}>` };
}

export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`;
}
