/** The address that begins a sign-in: the page's own query kept, where to come back to and what to bring along added. */
export function signInUrl(page: string, redirectUri: string, state: string): string {
  const url = new URL(page);
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('state', state);
  return url.href;
}

/**
 * The token that a finished sign-in brought back, in the query or the fragment; undefined where the address is
 * not ours, the state is not the one sent, or there is no token.
 */
export function tokenFromRedirect(address: string, redirectUri: string, state: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const expected = new URL(redirectUri);
  if (url.origin !== expected.origin || url.pathname !== expected.pathname) return undefined;
  for (const part of [url.search, url.hash]) {
    const params = new URLSearchParams(part.slice(1));
    // No token holds a space: one that shows up was a `+` that the page left unencoded.
    const token = params.get('token')?.replaceAll(' ', '+');
    if (token && params.get('state') === state) return token;
  }
  return undefined;
}
