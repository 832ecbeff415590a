import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether the headers say that another origin sent a request. If they say nothing, it returns false: browsers
 * omit them over plain http to another machine, and other programs never send them.
 * @param ownOrigins the origins of the gateway's own pages
 */
export function isCrossSite(headers: IncomingHttpHeaders, ownOrigins: readonly string[]): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const { origin } = headers;
  // Our pages set `Referrer-Policy: no-referrer`, so browsers send the origin "null" for their forms.
  return origin !== undefined && origin !== 'null' && !ownOrigins.includes(origin);
}
