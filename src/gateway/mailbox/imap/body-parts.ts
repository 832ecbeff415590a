import type { MessageStructureObject } from 'imapflow';
import type { Attachment } from '../mailbox';

/** One part of a message, by its number (RFC 9051, 6.4.5); `TEXT` for a message that is one part as a whole. */
export interface Part {
  readonly section: string;
  readonly type: string;
  /** As it travels, encoded. */
  readonly bytes: number;
}

/** A picture that the HTML may show within its text. */
export interface Picture extends Part {
  /** Its Content-ID without the angle brackets. */
  readonly contentId: string;
}

/** What a message is made of, for reading. */
export interface Parts {
  /** What to read as plain text, in its order. */
  readonly text: readonly Part[];
  readonly html: readonly Part[];
  readonly pictures: readonly Picture[];
  readonly attachments: readonly Attachment[];
}

const MAX_DEPTH = 50;
/** Parts of one kind that are read: each is a question to the server. */
const MAX_PARTS = 20;

/** Sorts the parts of a message by what they are read as. Takes a structure that is missing or nested without end. */
export function partsOf(structure: MessageStructureObject | undefined): Parts {
  const text: Part[] = [];
  const html: Part[] = [];
  const pictures: Picture[] = [];
  const attachments: Attachment[] = [];

  const visit = (node: MessageStructureObject, depth: number): void => {
    const type = typeOf(node);
    if (type.startsWith('multipart/')) {
      if (depth < MAX_DEPTH) for (const child of node.childNodes ?? []) visit(child, depth + 1);
      return;
    }
    const part: Part = { section: node.part ?? 'TEXT', type, bytes: node.size ?? 0 };
    const isAttached = node.disposition?.toLowerCase() === 'attachment';
    if (!isAttached && type === 'text/plain') text.push(part);
    else if (!isAttached && type === 'text/html') html.push(part);
    else if (!isAttached && type.startsWith('image/') && node.id)
      pictures.push({ ...part, contentId: node.id.replace(/^<|>$/g, '') });
    else attachments.push({ name: nameOf(node), type, bytes: decodedBytes(node) });
  };

  if (structure !== undefined) visit(structure, 0);
  const isBroken = text.every(({ bytes }) => bytes === 0) && html.length + attachments.length === 0;
  if (isBroken && structure !== undefined) {
    // Its parts aren't where it says: what can be read is the whole of it, as it travelled.
    return { text: [{ section: 'TEXT', type: 'text/plain', bytes: 0 }], html, pictures, attachments };
  }
  return {
    text: text.slice(0, MAX_PARTS),
    html: html.slice(0, MAX_PARTS),
    pictures: pictures.slice(0, MAX_PARTS),
    attachments,
  };
}

/** A type without a subtype is plain text (RFC 2045, 5.2). */
function typeOf({ type }: MessageStructureObject): string {
  return /^[^/]+\/[^/]+$/.test(type) ? type.toLowerCase() : 'text/plain';
}

function nameOf({
  dispositionParameters,
  parameters,
  envelope,
  description,
}: MessageStructureObject): string {
  const name = dispositionParameters?.filename ?? parameters?.name ?? envelope?.subject ?? description ?? '';
  return name.slice(0, 200);
}

function decodedBytes({ size = 0, encoding }: MessageStructureObject): number {
  // Base64 writes three bytes as four characters, and breaks its lines after 76.
  return encoding?.toLowerCase() === 'base64' ? Math.floor((size * 0.75 * 76) / 78) : size;
}
