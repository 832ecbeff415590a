/**
 * Node 20 decodes windows-1252 in one go as if it were ISO-8859-1, and in steps as the Encoding Standard says.
 * The code under test runs in browsers, which do the latter always.
 */
class StandardTextDecoder extends TextDecoder {
  override decode(input?: AllowSharedBufferSource, options?: TextDecodeOptions): string {
    if (options?.stream) return super.decode(input, options);
    return super.decode(input, { stream: true }) + super.decode();
  }
}

globalThis.TextDecoder = StandardTextDecoder;
