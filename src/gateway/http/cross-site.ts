import type { IncomingHttpHeaders } from 'node:http';

/** False without headers: programs send none, nor do browsers over plain http to other machines. */
export function isCrossSite(headers: IncomingHttpHeaders, ownOrigins: readonly string[]): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const { origin } = headers;
  // Our pages set `Referrer-Policy: no-referrer`, so browsers send the origin "null" for their forms.
  return origin !== undefined && origin !== 'null' && !ownOrigins.includes(origin);
}
