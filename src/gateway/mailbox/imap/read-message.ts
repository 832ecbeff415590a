import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FetchMessageObject, FetchQueryObject, ImapFlow } from 'imapflow';
import { parseMailDate } from '../../../core/answer/mail-date';
import { createQueue } from '../../../core/concurrency/queue';
import { HEADER_FIELDS, headersOf } from '../../text/mail-headers';
import { textOfPart } from '../../text/signed-text';
import { decodeTransfer } from '../../text/transfer-encoding';
import type { FullMessage, MessageLine } from '../mailbox';
import { type BodyPart, type Parts, type Picture, partsOf } from './body-parts';
import { fetchMessages } from './fetch-messages';
import { fetchParts, type WantedPart } from './fetch-parts';
import type { Identity } from './message-ids';
import { createPreview } from './preview-parts';

/** `date` is the arrival, because the sender's date can be wrong; the sender's if the arrival is before 1980. */
export interface Listed extends Identity, Omit<MessageLine, 'id'> {
  readonly uid: number;
  /** Marked for deletion: about to be expunged. */
  readonly deleted?: boolean;
}

export type PreviewedMessage = Listed & { readonly beginning: string };

const ARRIVAL: FetchQueryObject = { uid: true, flags: true, internalDate: true };
/** Fields instead of the ENVELOPE, which has no 8-bit text and can be of any length. */
const LINE: FetchQueryObject = { ...ARRIVAL, headers: [...HEADER_FIELDS] };

/**
 * For one list after the other, and one mail in a turn of the event loop: Node accepts one connection in each, and a turn with
 * the previews of 32 lists takes 25 ms.
 */
const inTurn = createQueue();

/** How often more is fetched for the previews of a list. Most mails need one round. */
const PREVIEW_ROUNDS = 5;
const NOTHING = Buffer.alloc(0);

const HEADER_BYTES = 64 * 1024;
/** Bytes of the text that the reader shows, and of the HTML. Each takes time and memory by its length. */
const WHOLE_TEXT = 512 * 1024;
const ALL_PICTURES = 4 * 1024 * 1024;
const PICTURE_TYPES: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

const DAY = 24 * 60 * 60 * 1000;
const EARLIEST = Date.UTC(1980, 0, 1);

/**
 * Leaves out messages that are gone. Reads them one by one if the server refuses to send all; one that can't be had has
 * only its arrival. Rejects with imapflow's errors if the connection is lost.
 */
export async function readLines(client: ImapFlow, range: string, uid: boolean): Promise<Listed[]> {
  const read = async (some: string, isUid: boolean) =>
    (await fetchMessages(client, some, LINE, isUid)).map(listed);
  try {
    return await read(range, uid);
  } catch (error) {
    if (!client.usable) throw error;
  }
  const lines: Listed[] = [];
  for (const message of await fetchMessages(client, range, ARRIVAL, uid)) {
    const line = await read(`${message.uid}`, true).catch(error => {
      if (!client.usable) throw error;
      return [listed(message)];
    });
    lines.push(...line);
  }
  return lines;
}

/**
 * Reads messages together, in a few round trips. Leaves out those that are gone. A preview that can't be read is empty.
 * Rejects with imapflow's errors.
 */
export async function readListed(client: ImapFlow, uids: readonly number[]): Promise<PreviewedMessage[]> {
  const query = { ...LINE, bodyStructure: true };
  const messages = await fetchMessages(client, uids.join(), query, true);
  const previews = messages.map(({ uid, bodyStructure }) => ({
    uid,
    preview: createPreview(partsOf(bodyStructure).preview),
  }));
  const wantedOf = ({ uid, preview }: (typeof previews)[number]) =>
    preview.wanted().map(({ section, bytes }) => ({ uid, section, maxBytes: bytes, preview }));
  // Before something is fetched, nothing is converted.
  let wanted = previews.flatMap(wantedOf);
  for (let round = 0; round < PREVIEW_ROUNDS && wanted.length > 0; round++) {
    const bytesOf = await fetchParts(client, wanted);
    for (const { uid, section, preview } of wanted) preview.add(section, bytesOf(uid, section) ?? NOTHING);
    wanted = await inTurn(async () => {
      const more: typeof wanted = [];
      for (const it of previews) {
        await nextTurn();
        more.push(...wantedOf(it));
      }
      return more;
    });
  }
  return messages.map((message, i) => ({
    ...listed(message),
    beginning: copyOf(previews[i]?.preview.text() ?? ''),
  }));
}

/** For a message whose structure or fields can't be had: reads the beginning of its header. */
export async function readHeader(client: ImapFlow, uids: readonly number[]): Promise<PreviewedMessage[]> {
  const query = { ...ARRIVAL, bodyParts: [{ key: 'HEADER', start: 0, maxLength: HEADER_BYTES }] };
  const messages = await fetchMessages(client, uids.join(), query, true);
  return messages.map(message => ({ ...listed(message), beginning: '' }));
}

/** For a message that can't be had: reads only when it came. */
export async function readArrival(client: ImapFlow, uids: readonly number[]): Promise<PreviewedMessage[]> {
  const messages = await fetchMessages(client, uids.join(), ARRIVAL, true);
  return messages.map(message => ({
    ...listed(message),
    otherwise: `unreadable ${message.uid}`,
    beginning: 'The mail server can’t send this e-mail.',
  }));
}

/** Undefined if the message is gone. Rejects with imapflow's errors. */
export async function readWhole(
  client: ImapFlow,
  uid: number,
): Promise<(Listed & Omit<FullMessage, keyof MessageLine>) | undefined> {
  const query = { ...LINE, bodyStructure: true };
  const message = (await fetchMessages(client, `${uid}`, query, true)).find(it => it.uid === uid);
  if (message === undefined) return undefined;
  const parts = partsOf(message.bodyStructure);
  const text = await readTexts(client, uid, parts.text, WHOLE_TEXT);
  const html = await readTexts(client, uid, parts.html, WHOLE_TEXT);
  const pictures = await readPictures(client, uid, parts);
  const { attachments } = parts;
  const line = listed(message);
  return {
    ...line,
    date: new Date(sentAt(headersOf(message.headers || NOTHING).date, line.arrived)),
    text: text.text,
    ...(html.text.trim() !== '' && { html: html.text }),
    ...(pictures.size > 0 && { pictures }),
    ...(attachments.length > 0 && { attachments }),
    ...((text.cut || html.cut) && { cut: true }),
  };
}

function listed({ uid, headers, flags, internalDate, emailId }: FetchMessageObject): Listed {
  // imapflow gives false where the server sends NIL.
  const { subject, from, date, messageId } = headersOf(headers || NOTHING);
  const received = new Date(internalDate ?? Number.NaN).getTime();
  const arrived = Number.isNaN(received) ? sentAt(date, Date.now()) : received;
  return {
    uid,
    arrived,
    messageId,
    otherwise: messageId === '' ? JSON.stringify([subject, from, date]) : '',
    // imapflow asks for it with each message, if the server has ids.
    emailId: emailId && copyOf(emailId),
    from,
    date: new Date(arrived < EARLIEST ? sentAt(date, arrived) : arrived),
    subject,
    read: flags?.has('\\Seen') ?? false,
    deleted: flags?.has('\\Deleted') ?? false,
  };
}

/** A slice would keep all of the text or line that it is part of in memory, as long as the message is listed. */
const copyOf = (slice: string) => Buffer.from(slice).toString();

/** The sender's date if it is plausible, otherwise the arrival; in ms since 1970. */
function sentAt(date: string, arrived: number): number {
  const sent = parseMailDate(date) ?? Number.NaN;
  const latest = arrived < EARLIEST ? Date.now() : arrived;
  return sent >= EARLIEST && sent <= latest + DAY ? sent : arrived;
}

async function readTexts(client: ImapFlow, uid: number, parts: readonly BodyPart[], limit: number) {
  const wanted: WantedPart[] = [];
  let cut = false;
  let room = limit;
  for (const { section, bytes } of parts) {
    cut ||= bytes > room;
    if (room > 0) wanted.push({ uid, section, maxBytes: room });
    room -= bytes;
  }
  const bytesOf = await fetchParts(client, wanted);
  const texts = wanted.map(({ section }, i) =>
    textOfPart(bytesOf(uid, section) ?? NOTHING, parts[i] as BodyPart),
  );
  return { text: texts.join('\n'), cut };
}

async function readPictures(client: ImapFlow, uid: number, { pictures, html }: Parts) {
  const shown: Picture[] = [];
  let room = html.length > 0 ? ALL_PICTURES : 0;
  for (const picture of pictures) {
    if (picture.bytes === 0 || picture.bytes > room || !PICTURE_TYPES.includes(picture.type)) continue;
    room -= picture.bytes;
    shown.push(picture);
  }
  const bytesOf = await fetchParts(
    client,
    shown.map(({ section, bytes }) => ({ uid, section, maxBytes: bytes })),
  );
  const read = new Map<string, string>();
  for (const { section, type, contentId, encoding } of shown) {
    const content = decodeTransfer(bytesOf(uid, section) ?? NOTHING, encoding);
    read.set(contentId, `data:${type};base64,${Buffer.from(content).toString('base64')}`);
  }
  return read;
}
