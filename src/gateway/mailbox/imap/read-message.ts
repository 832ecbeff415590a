import type { FetchMessageObject, FetchQueryObject, ImapFlow } from 'imapflow';
import { htmlToText } from '../../text/html-text';
import { previewOf } from '../../text/preview';
import type { FullMessage, MessageLine } from '../mailbox';
import { type BodyPart, type Parts, partsOf } from './body-parts';
import type { Identity } from './message-ids';

/** `date` is the arrival, because the sender's date can be wrong. */
export interface Listed extends Identity, Omit<MessageLine, 'id'> {
  readonly uid: number;
}

const LINE: FetchQueryObject = { uid: true, flags: true, envelope: true, internalDate: true };

/** Bytes to fetch for a preview: newsletters begin with a long style sheet. */
const PREVIEW_TEXT = 8 * 1024;
const PREVIEW_HTML = 32 * 1024;

const WHOLE_TEXT = 512 * 1024;
const WHOLE_HTML = 1024 * 1024;
const ALL_PICTURES = 4 * 1024 * 1024;
const PICTURE_TYPES: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

const DAY = 24 * 60 * 60 * 1000;
const EARLIEST = Date.UTC(1980, 0, 1);

/** Leaves out messages that are gone. Rejects with imapflow's errors. */
export async function readLines(client: ImapFlow, range: string, uid: boolean): Promise<Listed[]> {
  return (await client.fetchAll(range, LINE, { uid })).map(listed);
}

/** A preview that can't be read is empty. */
export async function readListed(
  client: ImapFlow,
  uids: readonly number[],
): Promise<Array<Listed & { readonly beginning: string }>> {
  if (uids.length === 0) return [];
  const fetched = await client.fetchAll(uids.join(','), { ...LINE, bodyStructure: true }, { uid: true });
  const all: Array<Listed & { readonly beginning: string }> = [];
  for (const message of fetched) {
    const beginning = await readBeginning(client, message.uid, partsOf(message.bodyStructure));
    all.push({ ...listed(message), beginning });
  }
  return all;
}

/** Undefined if the message is gone. Rejects with imapflow's errors. */
export async function readWhole(
  client: ImapFlow,
  uid: number,
): Promise<(Listed & Omit<FullMessage, keyof MessageLine>) | undefined> {
  const message = await client.fetchOne(uid, { ...LINE, bodyStructure: true }, { uid: true });
  if (!message) return undefined;
  const parts = partsOf(message.bodyStructure);
  const text = await readTexts(client, uid, parts.text, WHOLE_TEXT);
  const html = await readTexts(client, uid, parts.html, WHOLE_HTML);
  const pictures = await readPictures(client, uid, parts);
  const { attachments } = parts;
  const line = listed(message);
  return {
    ...line,
    date: new Date(sentAt(message.envelope?.date, line.arrived)),
    text: text.text.trim() === '' ? htmlToText(html.text) : text.text,
    ...(html.text.trim() !== '' && { html: html.text }),
    ...(pictures.size > 0 && { pictures }),
    ...(attachments.length > 0 && { attachments }),
    ...((text.cut || html.cut) && { cut: true }),
  };
}

function listed({ uid, envelope = {}, flags, internalDate }: FetchMessageObject): Listed {
  const received = new Date(internalDate ?? Number.NaN).getTime();
  const arrived = Number.isNaN(received) ? sentAt(envelope.date, Date.now()) : received;
  const { name = '', address = '' } = envelope.from?.[0] ?? envelope.sender?.[0] ?? {};
  const subject = oneLine(envelope.subject ?? '', 1000);
  const from = { name: oneLine(name, 300), address: realAddress(oneLine(address, 300)) };
  return {
    uid,
    arrived,
    messageId: oneLine(envelope.messageId ?? '', 1000),
    otherwise: JSON.stringify([subject, from, String(envelope.date)]),
    from,
    date: new Date(arrived),
    subject,
    read: flags?.has('\\Seen') ?? false,
  };
}

/** Removes placeholders that some servers write for missing parts of an address. */
function realAddress(address: string): string {
  return address.replace(/@MISSING_DOMAIN$/, '').replace(/^MISSING_MAILBOX$/, '');
}

/** The sender's date if it is plausible, otherwise the arrival; in ms since 1970. */
function sentAt(date: Date | string | undefined, arrived: number): number {
  const sent = new Date(date ?? Number.NaN).getTime();
  return sent >= EARLIEST && sent <= arrived + DAY ? sent : arrived;
}

/** Encoded words can contain line breaks and control characters (RFC 2047). */
function oneLine(text: string, length: number): string {
  return text
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

async function readBeginning(client: ImapFlow, uid: number, { text, html }: Parts): Promise<string> {
  const [plain] = text;
  const own = plain ? previewOf(await readText(client, uid, plain, PREVIEW_TEXT)) : '';
  const [formatted] = html;
  if (own !== '' || formatted === undefined) return own;
  return previewOf(htmlToText(await readText(client, uid, formatted, PREVIEW_HTML)));
}

async function readTexts(client: ImapFlow, uid: number, parts: readonly BodyPart[], limit: number) {
  let text = '';
  let cut = false;
  for (const part of parts) {
    const room = limit - text.length;
    cut ||= room <= 0 || part.bytes > room;
    if (room > 0) text += (text && '\n') + (await readText(client, uid, part, room));
  }
  return { text, cut };
}

/** A part as decoded text; empty if it can't be read. Rejects if the connection is lost. */
async function readText(
  client: ImapFlow,
  uid: number,
  { section }: BodyPart,
  maxBytes: number,
): Promise<string> {
  return (await download(client, uid, section, maxBytes)).toString('utf8');
}

async function readPictures(client: ImapFlow, uid: number, { pictures, html }: Parts) {
  const read = new Map<string, string>();
  let room = html.length > 0 ? ALL_PICTURES : 0;
  for (const { section, type, bytes, contentId } of pictures) {
    if (bytes === 0 || bytes > room || !PICTURE_TYPES.includes(type)) continue;
    room -= bytes;
    const content = await download(client, uid, section, bytes);
    read.set(contentId, `data:${type};base64,${content.toString('base64')}`);
  }
  return read;
}

async function download(client: ImapFlow, uid: number, section: string, maxBytes: number): Promise<Buffer> {
  try {
    const { content } = await client.download(uid, section, { uid: true, maxBytes, chunkSize: maxBytes });
    if (content === undefined) return Buffer.alloc(0);
    const chunks: Buffer[] = [];
    for await (const chunk of content) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  } catch (error) {
    // A part that can't be decoded must not hide the message, but a lost connection must be reported.
    if (client.usable) return Buffer.alloc(0);
    throw error;
  }
}
