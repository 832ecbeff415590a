/**
 * The address that a link of an answer leads to, or undefined for anything but http and https.
 * White space is removed wherever it stands: the provider's own example prints `http:// webmail…`,
 * with a line break after it.
 */
export function safeLink(text: string): string | undefined {
  const url = parseUrl(text.replace(/\s+/gu, ''));
  return url && isWeb(url) ? url.href : undefined;
}

/** `text` as a URL, or undefined where it is none. */
export function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

export function isWeb(url: URL): boolean {
  return url.protocol === 'https:' || url.protocol === 'http:';
}
