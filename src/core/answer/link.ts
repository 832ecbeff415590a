import { MAX_LINK } from './answer-limits';

/**
 * Parses a link of an answer. Returns undefined if it is not http or https, or longer than `MAX_LINK`.
 * Removes white space: the provider's own example has `http:// webmail…` with a line break after it.
 */
export function safeLink(text: string): string | undefined {
  const address = text.replace(/\s+/gu, '');
  const url = address.length <= MAX_LINK ? parseUrl(address) : undefined;
  return url && isWeb(url) && url.href.length <= MAX_LINK ? url.href : undefined;
}

/** Undefined if `text` is no valid URL. */
export function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

export function isWeb(url: URL): boolean {
  return url.protocol === 'https:' || url.protocol === 'http:';
}
