/**
 * The text of an answer's bytes. The charset is a byte order mark's (RFC 7303, section 3.3), else the Content-Type's,
 * else the XML prolog's, else UTF-8; a label that names no known charset is passed over. Never throws: a byte that is
 * none in its charset becomes U+FFFD.
 */
export function decodeAnswer(bytes: Uint8Array, contentType: string | null): string {
  const decoder =
    decoderFor(byteOrderMark(bytes)) ??
    decoderFor(/charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType ?? '')?.[1]) ??
    decoderFor(prologEncoding(bytes)) ??
    new TextDecoder();
  return decoder.decode(bytes);
}

function decoderFor(label: string | undefined): TextDecoder | undefined {
  if (!label) return undefined;
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}

function byteOrderMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return undefined;
}

function prologEncoding(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  const label = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/i.exec(start)?.[1];
  // A prolog that could be read byte by byte is in no UTF-16, whatever it says.
  return label && /^utf-?16/i.test(label) ? undefined : label;
}
