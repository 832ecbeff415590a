import { isUtf8 } from 'node:buffer';
import type { Sender } from '../../core/answer/answer';
import { headerText, parseSender } from '../../core/answer/sender';
import { decodeText } from './charset';
import { beginningOf } from './mail-text';

/** The header fields that {@link headersOf} reads. */
export const HEADER_FIELDS = ['from', 'sender', 'reply-to', 'subject', 'date', 'message-id', 'content-type'];

/** Texts are plain Unicode on one line, without RFC 2047 words and marks that turn the line round. */
export interface MailHeaders {
  readonly subject: string;
  /** The first author; without one the address for replies or the sender. Unknown parts are empty. */
  readonly from: Sender;
  /** As written, for `parseMailDate`. */
  readonly date: string;
  /** With its angle brackets. */
  readonly messageId: string;
}

/** Bytes to read of the whole block, of one field and of one address field. */
const MAX_BLOCK = 256 * 1024;
const MAX_FIELD = 16 * 1024;
const MAX_SENDER_FIELD = 2 * 1024;
const MAX_SUBJECT = 1000;
const MAX_NAME = 300;
const NOBODY: Sender = { name: '', address: '' };

/** Reads a header block as the mail has it. 8-bit text is UTF-8 or in the charset of the Content-Type. */
export function headersOf(raw: Uint8Array): MailHeaders {
  const fields = fieldsOf(Buffer.from(raw.subarray(0, MAX_BLOCK)).toString('latin1'));
  const [, charset] = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(fields.get('content-type') ?? '') ?? [];
  const read = (name: string) => encodedWordsAsUtf8(decodeField(fields.get(name) ?? '', charset));
  const senders = ['from', 'reply-to', 'sender'].map(name => firstSender(read(name)));
  return {
    subject: beginningOf(headerText(read('subject')), MAX_SUBJECT),
    from: senders.find(({ name, address }) => name !== '' || address !== '') ?? NOBODY,
    date: read('date').trim(),
    messageId: beginningOf(read('message-id'), MAX_SUBJECT),
  };
}

/** The first field of each name, unfolded (RFC 5322, 2.2.3), one character for each byte. */
function fieldsOf(block: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const field of block.split(/\n(?![ \t])/)) {
    const colon = field.indexOf(':');
    const name = field.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (name !== '' && !fields.has(name)) {
      fields.set(name, field.slice(colon + 1, MAX_FIELD).replace(/[\r\n]+/g, ''));
    }
  }
  return fields;
}

function decodeField(latin1: string, charset: string | undefined): string {
  const bytes = Buffer.from(latin1, 'latin1');
  return decodeText(bytes, isUtf8(bytes) ? 'utf-8' : charset);
}

/** Encoded words (RFC 2047); programs also write spaces into them. */
const WORD = String.raw`=\?[^?\s]+\?[bq]\?[^?]*\?=`;
const WORDS = new RegExp(String.raw`${WORD}(?:\s+${WORD})*`, 'gi');
const PARTS_OF_WORD = /=\?([^?\s*]+)[^?\s]*\?([bq])\?([^?]*)\?=/gi;

/**
 * Writes encoded words anew in UTF-8, decoded by {@link decodeText}. They stay encoded, because a comma or an
 * address inside one must not be read as part of the field.
 */
function encodedWordsAsUtf8(field: string): string {
  return field.replace(WORDS, run => {
    const text = decodeWords(run);
    return `=?utf-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;
  });
}

/** Words of one charset are joined before they are decoded: a character may be split between two. */
function decodeWords(run: string): string {
  let text = '';
  let open: { readonly charset: string; readonly bytes: Buffer[] } | undefined;
  const close = () => {
    if (open) text += decodeText(Buffer.concat(open.bytes), open.charset);
    open = undefined;
  };
  for (const [word, label = '', encoding = '', content = ''] of run.matchAll(PARTS_OF_WORD)) {
    const charset = label.toLowerCase();
    const bytes = bytesOfWord(encoding, content);
    if (bytes === undefined || charset !== open?.charset) close();
    if (bytes === undefined) text += `${word} `;
    else {
      open ??= { charset, bytes: [] };
      open.bytes.push(bytes);
    }
  }
  close();
  return text;
}

/** Returns undefined for invalid base64. The reader then sees the word as it was written. */
function bytesOfWord(encoding: string, content: string): Buffer | undefined {
  if (encoding.toLowerCase() === 'b') {
    const base64 = content.replace(/\s+/g, '').replace(/(?<!=)=+$/, '');
    const isBase64 = /^[A-Za-z0-9+/_-]*$/.test(base64) && base64.length % 4 !== 1;
    return isBase64 ? Buffer.from(base64, 'base64') : undefined;
  }
  const decoded = Buffer.from(content, 'utf8')
    .toString('latin1')
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(decoded, 'latin1');
}

/** Quoted strings, comments and angle brackets, which may contain commas, or any other character. */
const MAILBOXES = /(?:"(?:\\.|[^"\\])*"|\([^()]*\)|<[^<>]*>|[^,])+/g;

const QUOTED = /"(?:\\.|[^"\\])*"/g;

/** `Lee, Ann <ann@…>` is one mailbox: what has no address is the beginning of the next one's name. */
function firstSender(whole: string): Sender {
  const field = whole.slice(0, MAX_SENDER_FIELD);
  const isGroup = field.trimEnd().endsWith(';');
  const pieces = isGroup ? [field] : (field.match(MAILBOXES) ?? []);
  const end = pieces.findIndex(piece => piece.replace(QUOTED, '').includes('@'));
  const { name, address } = parseSender((end === -1 ? pieces : pieces.slice(0, end + 1)).join(','));
  return { name: beginningOf(name, MAX_NAME), address: beginningOf(address, MAX_NAME) };
}
