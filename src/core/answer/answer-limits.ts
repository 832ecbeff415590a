/** The most that is kept of an answer. A server can't fill the storage, a notification or the page with more. */

/** Messages of the list. */
export const MAX_LISTED = 200;

/** UTF-16 units of a subject, a sender's name, and a body's beginning. */
export const MAX_SUBJECT = 500;
export const MAX_NAME = 500;
export const MAX_BEGINNING = 500;

/** UTF-16 units of an e-mail address; RFC 5321 allows for fewer. */
export const MAX_ADDRESS = 320;

/** UTF-16 units of a link, percent-encoded. A longer one is no link, for a part would lead elsewhere. */
export const MAX_LINK = 2048;

/** No mailbox counts more; a larger number is a fault of the server. */
export const MAX_COUNT = 2 ** 31 - 1;

/**
 * UTF-16 units of a field that are read, before anything in it is decoded. In encoded words, a character of a subject
 * takes ten and more.
 */
export const MAX_SOURCE = 6_000;

/** The same of a body's beginning: newsletters fill it up with hundreds of invisible characters. */
export const MAX_BEGINNING_SOURCE = 20_000;

/** The start of a text, at most `max` UTF-16 units or all, cut between two characters and not within one. */
export function cut(text: string, max = Number.POSITIVE_INFINITY): string {
  return text.length > max ? text.slice(0, max).replace(/[\ud800-\udbff]$/, '') : text;
}
