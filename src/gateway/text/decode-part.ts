import { decodeText } from './charset';
import { unflow } from './flowed';
import { decodeTransfer } from './transfer-encoding';

/** How a text part is written, by its Content-Type and Content-Transfer-Encoding. */
export interface PartEncoding {
  /** In lower case, such as `text/plain`. */
  readonly type: string;
  readonly encoding?: string | undefined;
  /** `charset`, `format` and `delsp` are read. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

/** The type of a multipart body whose parts can't be told apart. */
export const BROKEN = 'multipart/*';

/** Where parts begin and end in such a body, with the headers of the part. */
const BOUNDARY = /^--\S.*\r?\n?(?:[a-z-]+:.*\r?\n?(?:[ \t].*\r?\n?)*)*/gim;

/** The text of a part, from its bytes as the mail has them. They may be cut anywhere. Never throws. */
export function textOf(bytes: Uint8Array, { type, encoding, parameters = {} }: PartEncoding): string {
  const isHtml = type === 'text/html';
  const text = decodeText(decodeTransfer(bytes, encoding), parameters.charset, isHtml);
  if (type === BROKEN || parameters.boundary) return text.replace(BOUNDARY, '');
  const isFlowed = !isHtml && parameters.format?.toLowerCase() === 'flowed';
  return isFlowed ? unflow(text, parameters.delsp?.toLowerCase() === 'yes') : text;
}
