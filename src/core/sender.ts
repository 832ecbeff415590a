import { addressParser, decodeWords } from 'postal-mime';
import type { Sender } from './answer';

/** What IMAP servers write where a mail has no address (Dovecot) or none with a domain (Cyrus). */
const PLACEHOLDER = /\bMISSING_MAILBOX\b|@(?:MISSING_DOMAIN|unspecified-domain)\b/gi;

/**
 * Who sent a mail, from its `msg_from`: `Name <address>`, `"Name, Given" <address>`, a bare address, a bare name or
 * a group, with encoded words (RFC 2047) decoded. Never throws; a field that holds neither gives two empty texts.
 */
export function parseSender(field: string): Sender {
  const text = field.replace(PLACEHOLDER, '').trim();
  const entries = addressParser(text);
  const boxes = entries.flatMap(entry => entry.group ?? [entry]);
  const address = boxes.find(box => box.address?.includes('@'))?.address ?? '';
  // Only a group ends so. Otherwise a colon or a comma in a name (`Dupont, Jean <j@x>`) went without its quotes.
  const isGroup = text.endsWith(';');
  const name = entries
    .map(({ name, group = [] }) => [name, ...(isGroup ? [] : group.map(box => box.name))])
    .map(names => names.filter(Boolean).join(': '))
    .filter(Boolean)
    .join(', ');
  // The null sender `<>` of a delivery report is nobody's name.
  const bare = address || /^[\s<>]*$/.test(text) ? '' : text;
  return { name: visibleText((name || bare).replace(PLACEHOLDER, '')), address: visibleText(address) };
}

/** A header's text as people read it: encoded words (RFC 2047) decoded, in one line, nothing invisible in it. */
export function headerText(text: string): string {
  return visibleText(decodeWords(text));
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
