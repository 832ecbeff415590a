import { addressParser, decodeWords } from 'postal-mime';
import type { Sender } from './answer';
import { visibleText } from './visible-text';

/** IMAP servers write these for a missing address (Dovecot) or domain (Cyrus). */
const PLACEHOLDER = /\bMISSING_MAILBOX\b|@(?:MISSING_DOMAIN|unspecified-domain)\b/gi;

/** The parser reads the rest of the field again for each colon of a group. */
const MAX_COLONS = 4;

/** Separators (`,;"`) and encoded words in one field; the text after them is dropped. */
const MAX_SEPARATORS = 50;
const MAX_ENCODED_WORDS = 100;

/** Replaces a colon that begins no group; a private-use character. */
const COLON = '\ue000';

/**
 * Parses `msg_from`: a name, an address, both or a group, with encoded words (RFC 2047). Never throws;
 * unknown parts are empty.
 */
export function parseSender(field: string): Sender {
  const text = firstWords(before(field, /[,;"]/g, MAX_SEPARATORS).replace(PLACEHOLDER, '')).trim();
  const isGroup = text.endsWith(';') && text.split(':').length - 1 <= MAX_COLONS;
  const entries = addressParser(isGroup ? text : text.replaceAll(':', COLON));
  const boxes = entries.flatMap(entry => entry.group ?? [entry]);
  const address = boxes.find(box => box.address?.includes('@'))?.address ?? '';
  // The parser makes two mailboxes of `Dupont, Jean <j@x>`, but `msg_from` holds one sender.
  const name = entries
    .map(entry => entry.name)
    .filter(Boolean)
    .join(', ');
  // `<>` is the empty sender of a delivery report, not a name.
  const bare = address || /^[\s<>]*$/.test(text) ? '' : text;
  const shown = (part: string) => visibleText(part.replaceAll(COLON, ':').replace(PLACEHOLDER, ''));
  return { name: shown(name || bare), address: shown(address) };
}

export function headerText(text: string): string {
  return visibleText(decodeWords(firstWords(text)));
}

function firstWords(text: string): string {
  return before(text, /=\?[^?\s]+\?[qb]\?/gi, MAX_ENCODED_WORDS);
}

/** Keeps the text before match number `max` + 1. */
function before(text: string, pattern: RegExp, max: number): string {
  let found = pattern.exec(text);
  for (let count = 0; found && count < max; count++) found = pattern.exec(text);
  return found ? text.slice(0, found.index) : text;
}
