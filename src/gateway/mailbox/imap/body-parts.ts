import type { MessageStructureObject } from 'imapflow';
import type { Attachment } from '../mailbox';

/** One MIME part, by its number (RFC 9051, 6.4.5); `TEXT` for a message without parts. */
export interface BodyPart {
  readonly section: string;
  readonly type: string;
  /** The encoded size. */
  readonly bytes: number;
}

export interface Picture extends BodyPart {
  /** Without angle brackets. */
  readonly contentId: string;
}

export interface Parts {
  readonly text: readonly BodyPart[];
  readonly html: readonly BodyPart[];
  readonly pictures: readonly Picture[];
  readonly attachments: readonly Attachment[];
}

const MAX_DEPTH = 50;
/** Limit per kind, because each part needs its own command. */
const MAX_PARTS = 20;

export function partsOf(structure: MessageStructureObject | undefined): Parts {
  const text: BodyPart[] = [];
  const html: BodyPart[] = [];
  const pictures: Picture[] = [];
  const attachments: Attachment[] = [];

  const visit = (node: MessageStructureObject, depth: number): void => {
    const type = typeOf(node);
    if (type.startsWith('multipart/')) {
      if (depth < MAX_DEPTH) for (const child of node.childNodes ?? []) visit(child, depth + 1);
      return;
    }
    const part: BodyPart = { section: node.part ?? 'TEXT', type, bytes: node.size ?? 0 };
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
    // The structure is wrong: read the whole body as text.
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
  // Base64 writes three bytes as four characters, and breaks the line after 76.
  return encoding?.toLowerCase() === 'base64' ? Math.floor((size * 0.75 * 76) / 78) : size;
}
