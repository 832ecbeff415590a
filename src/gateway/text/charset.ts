import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/** Labels that say nothing: servers and programs write them where no charset was given. */
const EMPTY_LABEL =
  /^(?:us-?ascii|ascii|ansi_x3\.4-\d+|unknown.*|x-unknown|default|8bit|binary|base64|hex)$/i;

/** The charset of most mails, also of those that name none. */
const UTF_8 = /^(?:utf-8|us-ascii)?$/i;

/** How far from the start to look for a `<meta>`, in bytes. */
const META_WITHIN = 4096;

/**
 * Decodes the text of a mail by the WHATWG Encoding Standard. `bytes` may end inside a character, which is
 * dropped. `label` is the charset that the mail names; it may be wrong or missing.
 *
 * Takes the first that reads the bytes: a byte order mark, the escape sequences of ISO-2022-JP, `label`, UTF-8,
 * the `<meta>` of HTML. Otherwise windows-1252, which reads everything.
 */
export function decodeText(bytes: Uint8Array, label = '', isHtml = false): string {
  if (UTF_8.test(label) && isUtf8(bytes) && japaneseIn(bytes) === '' && markOf(bytes) === '')
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const labels = new Set([
    markOf(bytes),
    japaneseIn(bytes),
    label.toLowerCase(),
    'utf-8',
    isHtml ? metaOf(bytes) : '',
  ]);
  for (const candidate of labels) {
    if (!namesCharset(candidate, bytes)) continue;
    const text = decodeAs(bytes, candidate);
    if (text !== undefined) return text;
  }
  return decodeAs(bytes, 'windows-1252') ?? '';
}

function markOf([first, second, third]: Uint8Array): string {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return '';
}

/** ESC and a set of Japanese characters (RFC 1468), which no other charset has. Such text is ASCII otherwise. */
const JAPANESE = ['\x1b$B', '\x1b$@'];

function japaneseIn(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return JAPANESE.some(sequence => buffer.includes(sequence)) ? 'iso-2022-jp' : '';
}

function metaOf(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, META_WITHIN)).toString('latin1');
  return /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(start)?.[1] ?? '';
}

function namesCharset(label: string, bytes: Uint8Array): boolean {
  if (label === '' || EMPTY_LABEL.test(label.trim())) return false;
  // UTF-16 has a zero byte in every space and line end; text without one is labelled wrongly.
  return !/^\s*(?:utf-?16|ucs-?2|unicode$)/i.test(label) || bytes.includes(0);
}

/** Undefined if the charset isn't known or doesn't fit the bytes. */
function decodeAs(bytes: Uint8Array, label: string): string | undefined {
  // `stream` ignores a character that is cut off at the end. It also avoids an error of Node 20, which reads
  // the bytes 0x80 to 0x9f of windows-1252 as control characters.
  const decode = (fatal: boolean) => new TextDecoder(label, { fatal }).decode(bytes, { stream: true });
  try {
    return decode(true);
  } catch {}
  try {
    const text = decode(false);
    return readsWell(text) ? text : undefined;
  } catch {}
  return decodeByIconv(bytes, label);
}

/** A few broken characters don't make a charset wrong if most characters beyond ASCII can be read. */
function readsWell(text: string): boolean {
  let broken = 0;
  let read = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0xfffd) broken++;
    else if (code > 0x7f) read++;
  }
  return read > broken;
}

/** For charsets outside the standard, such as UTF-7 and cp850. */
function decodeByIconv(bytes: Uint8Array, label: string): string | undefined {
  try {
    return iconv.encodingExists(label) ? iconv.decode(Buffer.from(bytes), label) : undefined;
  } catch {
    return undefined;
  }
}
