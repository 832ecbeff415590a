import { addressParser, decodeWords } from 'postal-mime';
import type { Sender } from './answer';

/**
 * Who sent a mail, from its `msg_from`: `Name <address>`, `"Name, Given" <address>`, a bare address or a bare
 * name, with encoded words (RFC 2047) decoded. Never throws; a field that holds neither gives two empty texts.
 */
export function parseSender(text: string): Sender {
  const boxes = addressParser(text).flatMap(entry => entry.group ?? [entry]);
  const address = boxes.find(box => box.address?.includes('@'))?.address ?? '';
  // A name with a bare comma (`Dupont, Jean <j@x>`) parses as two mailboxes; msg_from holds one sender.
  const name = boxes
    .map(box => box.name)
    .filter(Boolean)
    .join(', ');
  // The null sender `<>` of a delivery report is nobody's name.
  const bare = address || /^[\s<>]*$/.test(text) ? '' : text;
  return { name: visibleText(name || bare), address: visibleText(address) };
}

/** A header's text as people read it: encoded words (RFC 2047) decoded, in one line, nothing invisible in it. */
export function headerText(text: string): string {
  return visibleText(decodeWords(text));
}

/**
 * `text` in one line, without the characters that show nothing or turn the reading direction:
 * they serve to disguise a sender. Joiners that emoji and several scripts need stay.
 */
export function visibleText(text: string): string {
  return text
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u00ad]/gu, '')
    .replace(/(?:(?![\u00a0\u202f])[\p{Cc}\s])+/gu, ' ')
    .trim();
}
