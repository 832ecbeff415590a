import { addressParser, decodeWords } from 'postal-mime';
import type { Sender } from './answer';

/** What IMAP servers write where a mail has no address (Dovecot) or none with a domain (Cyrus). */
const PLACEHOLDER = /\bMISSING_MAILBOX\b|@(?:MISSING_DOMAIN|unspecified-domain)\b/gi;

/** Colons that a group is read with: the parser goes through the rest of a field once more for each of them. */
const MAX_COLONS = 4;

/** Commas, semicolons and quotes in one field, and encoded words: there is no room for what more of them part. */
const MAX_SEPARATORS = 50;
const MAX_ENCODED_WORDS = 100;

/** Stands for a colon that begins no group; a private character, which no mail holds. */
const COLON = '\ue000';

/**
 * Who sent a mail, from its `msg_from`: `Name <address>`, `"Name, Given" <address>`, a bare address, a bare name or
 * a group, with encoded words (RFC 2047) decoded. Never throws; a field that holds neither gives two empty texts.
 */
export function parseSender(field: string): Sender {
  const text = firstWords(before(field, /[,;"]/g, MAX_SEPARATORS).replace(PLACEHOLDER, '')).trim();
  const isGroup = text.endsWith(';') && text.split(':').length - 1 <= MAX_COLONS;
  const entries = addressParser(isGroup ? text : text.replaceAll(':', COLON));
  const boxes = entries.flatMap(entry => entry.group ?? [entry]);
  const address = boxes.find(box => box.address?.includes('@'))?.address ?? '';
  // A name with a bare comma (`Dupont, Jean <j@x>`) parses as two mailboxes; msg_from holds one sender.
  const name = entries
    .map(entry => entry.name)
    .filter(Boolean)
    .join(', ');
  // The null sender `<>` of a delivery report is nobody's name.
  const bare = address || /^[\s<>]*$/.test(text) ? '' : text;
  const shown = (part: string) => visibleText(part.replaceAll(COLON, ':').replace(PLACEHOLDER, ''));
  return { name: shown(name || bare), address: shown(address) };
}

/** A header's text as people read it: encoded words (RFC 2047) decoded, in one line, nothing invisible in it. */
export function headerText(text: string): string {
  return visibleText(decodeWords(firstWords(text)));
}

function firstWords(text: string): string {
  return before(text, /=\?[^?\s]+\?[qb]\?/gi, MAX_ENCODED_WORDS);
}

/** The text before what `pattern` finds more often than `max` times; all of it where it doesn't. */
function before(text: string, pattern: RegExp, max: number): string {
  let found = pattern.exec(text);
  for (let count = 0; found && count < max; count++) found = pattern.exec(text);
  return found ? text.slice(0, found.index) : text;
}

/**
 * What shows nothing or turns the reading direction: Unicode's default-ignorable characters but for joiners and
 * the selectors that pick a variant of a character, then the blank braille pattern and annotation marks.
 */
const INVISIBLE =
  /(?!\p{Join_Control}|\p{Variation_Selector})\p{Default_Ignorable_Code_Point}|[\u2800\ufff9-\ufffb]/gu;

/** A joiner between letters that join nothing; emoji, Arabic and the scripts of India need theirs. */
const IDLE_JOINER =
  /[\u200c\u200d](?<=(?:^|[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\s])(?<!\p{Emoji_Presentation}).)[\u200c\u200d]*/gu;

/** Runs of white space and control characters; no-break spaces stand where their language wants them. */
const SPACE = /(?:(?![\u00a0\u202f])[\p{Cc}\s])+/gu;

/** `text` in one line, without the characters that nobody sees and that serve to disguise a sender. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, '').replace(IDLE_JOINER, '').replace(SPACE, ' ').trim();
}
