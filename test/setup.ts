/**
 * Node 20 decodes windows-1252 as ISO-8859-1 unless it streams. Browsers, where the code runs, always follow
 * the Encoding Standard, as streaming does in Node.
 */
class StandardTextDecoder extends TextDecoder {
  override decode(input?: AllowSharedBufferSource, options?: TextDecodeOptions): string {
    if (options?.stream) return super.decode(input, options);
    return super.decode(input, { stream: true }) + super.decode();
  }
}

globalThis.TextDecoder = StandardTextDecoder;
