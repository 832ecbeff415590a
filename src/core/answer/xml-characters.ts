/** Characters that XML 1.0 forbids, even as references (§2.2); lone surrogates among them. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

export function replaceForbidden(text: string, replacement: string): string {
  return text.replace(FORBIDDEN, replacement);
}
