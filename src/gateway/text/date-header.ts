import { parseMailDate } from '../../core/answer/mail-date';

/**
 * The date in the `Date` field of a raw message header (RFC 5322, 3.6.1), in ms since 1970. Undefined without
 * the field, or if it contains no date.
 */
export function readDateHeader(header: string): number | undefined {
  const unfolded = header.replace(/\r?\n[ \t]/g, ' ');
  return parseMailDate(/^date[ \t]*:(.*)/im.exec(unfolded)?.[1] ?? '');
}
