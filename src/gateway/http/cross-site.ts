import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether the browser says that a page of another origin sent a request. Saying nothing proves nothing: by plain
 * http to another machine browsers don't say it, and programs never do.
 * @param ownOrigins the origins under which this request's page may have been shown
 */
export function isCrossSite(headers: IncomingHttpHeaders, ownOrigins: readonly string[]): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const { origin } = headers;
  // With `Referrer-Policy: no-referrer`, as on all pages here, browsers give our own forms the origin "null".
  return origin !== undefined && origin !== 'null' && !ownOrigins.includes(origin);
}
