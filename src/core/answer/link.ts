import { MAX_LINK } from './answer-limits';

/**
 * Undefined if the link is not http or https, or longer than `MAX_LINK`. Removes white space: the provider's
 * example contains some.
 */
export function safeLink(text: string): string | undefined {
  const address = text.replace(/\s+/gu, '');
  const url = address.length <= MAX_LINK ? parseUrl(address) : undefined;
  return url && isWeb(url) && url.href.length <= MAX_LINK ? url.href : undefined;
}

export function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

export function isWeb(url: URL): boolean {
  return url.protocol === 'https:' || url.protocol === 'http:';
}
