/**
 * Undoes a Content-Transfer-Encoding (RFC 2045, 6). `bytes` may be cut anywhere; an incomplete end is dropped.
 * Unknown encodings leave the bytes as they are.
 */
export function decodeTransfer(bytes: Uint8Array, encoding = ''): Uint8Array {
  const name = encoding.trim().toLowerCase();
  if (name === 'base64') return decodeBase64(latin1(bytes));
  if (name === 'quoted-printable') return decodeQuotedPrintable(latin1(bytes));
  return bytes;
}

const latin1 = ({ buffer, byteOffset, length }: Uint8Array) =>
  Buffer.from(buffer, byteOffset, length).toString('latin1');

const BASE64_LINE = /^[A-Za-z0-9+/]*={0,2}$/;

/** Neither base64 nor a line end. */
const OTHER = /[^A-Za-z0-9+/\r\n]/;
const ONLY_PADDING = /^={0,2}\s*$/;

/** Mailing lists add a footer in plain text below the base64: it follows the decoded text. */
function decodeBase64(text: string): Buffer {
  const other = text.search(OTHER);
  if (other === -1 || ONLY_PADDING.test(text.slice(other))) return Buffer.from(text, 'base64');
  const lines = text.split(/\r\n?|\n/);
  const end = endOfBase64(lines);
  // Padding may also stand between two texts that were encoded one by one.
  const chunks = lines.slice(0, end).join('').split(/=+/);
  const decoded = chunks.map(chunk => Buffer.from(chunk, 'base64'));
  const footer = lines.slice(end).join('\n');
  if (footer.trim() === '') return Buffer.concat(decoded);
  return Buffer.concat([...decoded, Buffer.from(`\n${footer}`, 'latin1')]);
}

function endOfBase64(lines: readonly string[]): number {
  const firstOther = lines.findIndex(line => !BASE64_LINE.test(line.trim()));
  const padded = lines.findIndex(line => line.includes('='));
  if (padded === -1 || (firstOther !== -1 && firstOther <= padded)) {
    return firstOther === -1 ? lines.length : firstOther;
  }
  const goesOn = firstOther === -1 && lines.slice(padded + 1).every(line => line.trim().length % 4 === 0);
  return goesOn ? lines.length : padded + 1;
}

function decodeQuotedPrintable(text: string): Buffer {
  const decoded = text
    .replace(/=[ \t]*(?:\r\n?|\n)/g, '')
    .replace(/=[0-9a-f]?$/i, '')
    .replace(/=([0-9a-f]{2})/gi, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(decoded, 'latin1');
}
