import type { MessageStructureObject } from 'imapflow';
import { visibleText } from '../../../core/answer/visible-text';
import { BROKEN, type PartEncoding } from '../../text/decode-part';
import { ENCRYPTED } from '../../text/pgp';
import { PKCS7 } from '../../text/signed-text';
import type { Attachment } from '../mailbox';

/** One MIME part, by its number (RFC 9051, 6.4.5); `TEXT` for a message without parts. */
export interface BodyPart extends PartEncoding {
  readonly section: string;
  /** The encoded size. */
  readonly bytes: number;
}

export interface Picture extends BodyPart {
  /** Without angle brackets. */
  readonly contentId: string;
}

/** A part that a preview can be made of, after `words`: the subject of an attached mail, for example. */
export interface PreviewSource {
  readonly words: string;
  /** Undefined if there is nothing to read besides the words. */
  readonly part?: BodyPart;
  /** Whether the text goes on with this part: it is told after the part before it, not instead of it. */
  readonly goesOn?: boolean;
}

export interface Parts {
  readonly text: readonly BodyPart[];
  readonly html: readonly BodyPart[];
  readonly pictures: readonly Picture[];
  readonly attachments: readonly Attachment[];
  /** In the order to try, until one has words. */
  readonly preview: readonly PreviewSource[];
}

const MAX_DEPTH = 50;
/** Limit per kind, because each part may need its own command. */
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
    const part = bodyPart(node, node.part ?? 'TEXT');
    const isAttached = isAttachment(node);
    if ((!isAttached && type === 'text/plain') || isSigned(node, type)) text.push(part);
    else if (!isAttached && type === 'text/html') html.push(part);
    else if (!isAttached && type.startsWith('image/') && node.id)
      pictures.push({ ...part, contentId: node.id.replace(/^<|>$/g, '') });
    else attachments.push({ name: nameOf(node), type, bytes: decodedBytes(node) });
  };

  if (structure !== undefined) visit(structure, 0);
  const isBroken = text.every(({ bytes }) => bytes === 0) && html.length + attachments.length === 0;
  if (isBroken && structure !== undefined) {
    // The structure is wrong: read the whole body as text.
    const body: BodyPart = { ...bodyPart(structure, 'TEXT'), type: BROKEN, bytes: 0 };
    return { text: [body], html, pictures, attachments, preview: [{ words: '', part: body }] };
  }
  return {
    text: text.slice(0, MAX_PARTS),
    html: html.slice(0, MAX_PARTS),
    pictures: pictures.slice(0, MAX_PARTS),
    attachments,
    preview: structure === undefined ? [] : previewSources(structure).slice(0, MAX_PARTS),
  };
}

/** Unknown kinds of text (RFC 2046, 4.1.4) and attached mails come last; of alternatives, plain text comes first. */
function previewSources(structure: MessageStructureObject): PreviewSource[] {
  const own: PreviewSource[] = [];
  const others: PreviewSource[] = [];
  const attached: PreviewSource[] = [];

  /**
   * `subject` is that of the attached mail that the node belongs to. `ending` is for an attached mail without
   * parts: if it is number 2, its text is `2.TEXT`.
   */
  const visit = (
    node: MessageStructureObject,
    section: string,
    depth: number,
    isAlternative: boolean,
    subject?: string,
    ending = '',
  ): void => {
    const type = typeOf(node);
    const sources = subject === undefined ? own : attached;
    const words = subject ?? '';
    if (depth > MAX_DEPTH) return;
    if (isEncrypted(node, type)) {
      sources.push({ words: `${words} ${ENCRYPTED}`.trim() });
    } else if (type.startsWith('multipart/')) {
      const children = (node.childNodes ?? []).map((child, i) => ({ child, number: `${i + 1}` }));
      const choose = type === 'multipart/alternative';
      for (const { child, number } of choose ? children.toSorted(plainTextFirst) : children) {
        const path = section === '' ? number : `${section}.${number}`;
        visit(child, path, depth + 1, choose || isAlternative, subject);
      }
    } else if (type === 'message/rfc822') {
      const title = `${words} ${visibleText(node.envelope?.subject ?? '')}`.trim().slice(0, 200);
      for (const child of node.childNodes ?? [])
        visit(child, section || '1', depth + 1, true, title, '.TEXT');
      if (title !== '') attached.push({ words: title });
    } else if (isSigned(node, type)) {
      sources.push({ words, part: bodyPart(node, section === '' ? '1' : section + ending) });
    } else if (READABLE.includes(type) && (!isAttachment(node) || type === 'text/calendar')) {
      // A mail without parts is its own part 1: one command can then read it together with other mails.
      const goesOn = !isAlternative && type !== 'text/calendar' && nameOf(node) === '';
      sources.push({ words, part: bodyPart(node, section === '' ? '1' : section + ending), goesOn });
    } else if (type.startsWith('text/') && !isAttachment(node)) {
      others.push({ words, part: bodyPart(node, section === '' ? '1' : section + ending) });
    }
  };

  visit(structure, '', 0, false);
  return [...own, ...others, ...attached];
}

const READABLE: readonly string[] = ['text/plain', 'text/html', 'text/calendar'];

function plainTextFirst(a: { child: MessageStructureObject }, b: { child: MessageStructureObject }): number {
  return Number(typeOf(b.child) === 'text/plain') - Number(typeOf(a.child) === 'text/plain');
}

/** OpenPGP (RFC 3156), also where a server has changed the outer type, and S/MIME (RFC 8551, 3.5.2). */
function isEncrypted({ parameters, childNodes }: MessageStructureObject, type: string): boolean {
  if (type === 'multipart/encrypted') return true;
  if (childNodes?.some(child => typeOf(child) === 'application/pgp-encrypted')) return true;
  return PKCS7.test(type) && !/^(?:signed|compressed)-data$|^certs-only$/i.test(smimeTypeOf(parameters));
}

/** Whether the part is an S/MIME signature with the signed text inside. */
function isSigned({ parameters }: MessageStructureObject, type: string): boolean {
  return PKCS7.test(type) && smimeTypeOf(parameters).toLowerCase() === 'signed-data';
}

function smimeTypeOf(parameters: MessageStructureObject['parameters']): string {
  return parameters?.['smime-type'] ?? '';
}

function isAttachment({ disposition }: MessageStructureObject): boolean {
  return disposition?.toLowerCase() === 'attachment';
}

function bodyPart(node: MessageStructureObject, section: string): BodyPart {
  const { size = 0, encoding, parameters } = node;
  return { section, type: typeOf(node), bytes: size, encoding, parameters };
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
  return visibleText(name.slice(0, 200));
}

function decodedBytes({ size = 0, encoding }: MessageStructureObject): number {
  // Base64 writes three bytes as four characters, and breaks the line after 76.
  return encoding?.toLowerCase() === 'base64' ? Math.floor((size * 0.75 * 76) / 78) : size;
}
