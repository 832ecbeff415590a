import { MAX_LINK } from './answer-limits';

/**
 * The address that a link of an answer leads to, or undefined for anything but http and https, and for one that is
 * longer than `MAX_LINK`.
 * White space is removed wherever it stands: the provider's own example prints `http:// webmail…`,
 * with a line break after it.
 */
export function safeLink(text: string): string | undefined {
  const address = text.replace(/\s+/gu, '');
  const url = address.length <= MAX_LINK ? parseUrl(address) : undefined;
  return url && isWeb(url) && url.href.length <= MAX_LINK ? url.href : undefined;
}

/** `text` as a URL, or undefined where it is none. */
export function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

export function isWeb(url: URL): boolean {
  return url.protocol === 'https:' || url.protocol === 'http:';
}
