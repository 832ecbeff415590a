import { isToken } from './account-form';

/**
 * The pages that a provider shows in the browser's own window (`identity.launchWebAuthFlow`): the address that each is
 * opened at, and what the address that it ended at says.
 */

/** How such a window ended. */
export type WindowEnd =
  | { kind: 'returned'; address: string }
  /** The user closed it. */
  | { kind: 'closed' }
  /** The page couldn't be opened. */
  | { kind: 'unreachable' };

/** Why a visit to such a page did not bring what it was for. */
export type VisitProblem =
  | { kind: 'cancelled' }
  | { kind: 'unreachable' }
  /** The page said so itself, with a code of RFC 6749, 4.1.2.1; empty where it gave none. */
  | { kind: 'refused'; code: string }
  /** What came back belongs to another sign-in, or to none. */
  | { kind: 'mismatch' }
  | { kind: 'no-token' }
  /** The browser couldn't store what it brought. */
  | { kind: 'not-saved' }
  | { kind: 'privacy-unreachable' };

export type SignInEnd = { kind: 'token'; token: string } | VisitProblem;

/** The address that begins a sign-in: the page's own query kept, where to come back to and what to bring along added. */
export function signInUrl(page: string, redirectUri: string, state: string): string {
  const url = new URL(page);
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('state', state);
  return url.href;
}

/**
 * The privacy page that comes back to `redirectUri` once the user has chosen. The rest of its query stays as it is
 * written, for a provider's may hold bare commas (`p_personal_privacy.jsp`: `&urlRetour=` is added to what is given).
 */
export function privacyUrl(page: string, redirectUri: string): string {
  const url = new URL(page);
  url.hash = '';
  const separator = url.search ? '&' : '?';
  return `${url.href.replace(/\?$/, '')}${separator}urlRetour=${encodeURIComponent(redirectUri)}`;
}

/**
 * What a finished sign-in brought back, in the query or the fragment. An address that is not ours, or a state that is
 * not the one sent, is a mismatch whatever else it says; `error=access_denied` is RFC 6749's word for a user's refusal.
 */
export function readRedirect(address: string, redirectUri: string, state: string): SignInEnd {
  if (!URL.canParse(address)) return { kind: 'mismatch' };
  const url = new URL(address);
  const expected = new URL(redirectUri);
  if (url.origin !== expected.origin || url.pathname !== expected.pathname) return { kind: 'mismatch' };
  const answer = [url.search, url.hash]
    .map(part => new URLSearchParams(part.slice(1)))
    .find(params => params.get('state') === state);
  if (!answer) return { kind: 'mismatch' };
  const error = answer.get('error');
  if (error === 'access_denied') return { kind: 'cancelled' };
  // A page's words are not shown; a code of the RFC's form is.
  if (error !== null) return { kind: 'refused', code: /^[\w.-]{1,40}$/.test(error) ? error : '' };
  // No token holds a space: one that shows up was a `+` that the page left unencoded.
  const token = answer.get('token')?.replaceAll(' ', '+') ?? '';
  return token && isToken(token) ? { kind: 'token', token } : { kind: 'no-token' };
}
