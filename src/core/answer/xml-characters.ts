/** What no XML 1.0 document may hold, not even as a reference (XML 1.0 §2.2); lone surrogates are among it. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** `text` with `replacement` for each of those characters. */
export function replaceForbidden(text: string, replacement: string): string {
  return text.replace(FORBIDDEN, replacement);
}
