/** The address that begins a sign-in: the page's own query kept, where to come back to and what to bring along added. */
export function signInUrl(page: string, redirectUri: string, state: string): string {
  const url = new URL(page);
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('state', state);
  return url.href;
}

/** How a sign-in ended: with a token, by the user's own choice, or otherwise. */
export type SignInEnd = { kind: 'token'; token: string } | { kind: 'cancelled' } | { kind: 'failed' };

/**
 * What a finished sign-in brought back, in the query or the fragment. An address that is not ours, or a state that is
 * not the one sent, counts as failed whatever else it says; `error=access_denied` is RFC 6749's word for a refusal.
 */
export function readRedirect(address: string, redirectUri: string, state: string): SignInEnd {
  if (!URL.canParse(address)) return { kind: 'failed' };
  const url = new URL(address);
  const expected = new URL(redirectUri);
  if (url.origin !== expected.origin || url.pathname !== expected.pathname) return { kind: 'failed' };
  for (const part of [url.search, url.hash]) {
    const params = new URLSearchParams(part.slice(1));
    if (params.get('state') !== state) continue;
    // No token holds a space: one that shows up was a `+` that the page left unencoded.
    const token = params.get('token')?.replaceAll(' ', '+');
    if (token) return { kind: 'token', token };
    if (params.get('error') === 'access_denied') return { kind: 'cancelled' };
  }
  return { kind: 'failed' };
}
