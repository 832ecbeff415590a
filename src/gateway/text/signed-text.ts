import { type PartEncoding, textOf } from './decode-part';
import { htmlToText } from './html-text';
import { decodeTransfer } from './transfer-encoding';

/** The type of an S/MIME signature that contains what it signs (RFC 8551, 3.5.2), or of an encrypted mail. */
export const PKCS7 = /^application\/(?:x-)?pkcs7-mime$/;

/** Multiparts inside each other. */
const MAX_DEPTH = 5;

/** Like {@link textOf}, but also reads the text within an S/MIME signature. Checks no signature. */
export function textOfPart(bytes: Uint8Array, part: PartEncoding): string {
  if (!PKCS7.test(part.type)) return textOf(bytes, part);
  return textOfEntity(contentOf(Buffer.from(decodeTransfer(bytes, part.encoding))).toString('latin1'));
}

const SEQUENCE = 0x30;
const OCTETS = 0x04;
const CONSTRUCTED = 0x20;
const EXPLICIT = 0xa0;
const OBJECT_ID = 0x06;

/** The tags before the content of SignedData (RFC 5652, 3 and 5.1): those to step into, and those to step over. */
const INTO: readonly number[] = [SEQUENCE, EXPLICIT];
const STEPS = [
  ...[SEQUENCE, OBJECT_ID, EXPLICIT],
  ...[SEQUENCE, 0x02, 0x31],
  ...[SEQUENCE, OBJECT_ID, EXPLICIT],
];

/** What is signed. `cms` may be cut. Empty if there is no such content. */
function contentOf(cms: Buffer): Buffer {
  let at = 0;
  for (const tag of STEPS) {
    const value = valueAt(cms, at);
    if (value?.tag !== tag) return Buffer.alloc(0);
    at = INTO.includes(tag) ? value.start : value.end;
  }
  const content = valueAt(cms, at);
  if (content?.tag === OCTETS) return cms.subarray(content.start, content.end);
  const pieces: Buffer[] = [];
  if (content?.tag === (OCTETS | CONSTRUCTED)) {
    let piece = valueAt(cms, content.start);
    while (piece?.tag === OCTETS) {
      pieces.push(cms.subarray(piece.start, piece.end));
      piece = piece.end < content.end ? valueAt(cms, piece.end) : undefined;
    }
  }
  return Buffer.concat(pieces);
}

/** A value in BER (X.690, 8.1). One of indefinite length goes on to the end. */
function valueAt(ber: Buffer, at: number) {
  const tag = ber[at];
  const first = ber[at + 1];
  if (tag === undefined || first === undefined) return undefined;
  const start = at + 2;
  if (first < 0x80) return { tag, start, end: start + first };
  const size = first - 0x80;
  if (size === 0) return { tag, start, end: ber.length };
  if (size > 4 || start + size > ber.length) return undefined;
  return { tag, start: start + size, end: start + size + ber.readUIntBE(start, size) };
}

/** The first text of a MIME entity (RFC 2045), one character for each byte. */
function textOfEntity(entity: string, depth = 0): string {
  const [gap = ''] = /\r?\n\r?\n|$/.exec(entity) ?? [];
  const end = entity.indexOf(gap);
  const headers = entity.slice(0, end).replace(/\r?\n(?=[ \t])/g, '');
  const body = entity.slice(end + gap.length);
  const [, field = 'text/plain'] = /^content-type:[ \t]*(.*)/im.exec(headers) ?? [];
  const [, encoding] = /^content-transfer-encoding:[ \t]*(\S+)/im.exec(headers) ?? [];
  const type = field.replace(/[;\s].*/, '').toLowerCase();
  const parameters: Record<string, string> = {};
  for (const [, name = '', quoted, bare] of field.matchAll(/;\s*([\w-]+)=(?:"([^"]*)"|([^\s;]+))/g)) {
    parameters[name.toLowerCase()] = quoted ?? bare ?? '';
  }
  const { boundary, ...others } = parameters;
  if (type.startsWith('multipart/') && boundary && depth < MAX_DEPTH) {
    for (const part of body.split(`--${boundary}`).slice(1)) {
      const text = textOfEntity(part.replace(/^\r?\n/, ''), depth + 1);
      if (text.trim() !== '') return text;
    }
  }
  if (type !== 'text/plain' && type !== 'text/html') return '';
  const text = textOf(Buffer.from(body, 'latin1'), { type, encoding, parameters: others });
  return type === 'text/html' ? htmlToText(text) : text;
}
