/** Limits that keep a server from filling the storage, a notification or the page. */

export const MAX_LISTED = 200;

export const MAX_FOLDERS = 100;

/** UTF-16 units. */
export const MAX_SUBJECT = 500;
export const MAX_NAME = 500;
export const MAX_BEGINNING = 500;
export const MAX_FOLDER_NAME = 500;

/** UTF-16 units. RFC 5321 allows fewer. */
export const MAX_ADDRESS = 320;

/** UTF-16 units, percent-encoded. A longer link is dropped, because a cut one leads elsewhere. */
export const MAX_LINK = 2048;

export const MAX_COUNT = 2 ** 31 - 1;

/** UTF-16 units of a field to read before decoding: one character of an encoded word takes ten or more. */
export const MAX_SOURCE = 6_000;

/** The same for a preview: newsletters begin with hundreds of invisible characters. */
export const MAX_BEGINNING_SOURCE = 20_000;

/** At most `max` UTF-16 units from the start of a text. Never splits a surrogate pair. */
export function cut(text: string, max = Number.POSITIVE_INFINITY): string {
  return text.length > max ? text.slice(0, max).replace(/[\ud800-\udbff]$/, '') : text;
}
