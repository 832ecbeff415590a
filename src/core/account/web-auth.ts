import { parseUrl } from '../answer/link';
import { isToken } from './account-form';
import { isLoopback } from './loopback';
import { shortName } from './short-name';

export type WindowEnd = { kind: 'returned'; address: string } | { kind: 'closed' } | { kind: 'unreachable' };

export type VisitProblem =
  | { kind: 'cancelled' }
  | { kind: 'unreachable' }
  /** The page returned an error code of RFC 6749, 4.1.2.1; empty if it has another form. */
  | { kind: 'refused'; code: string }
  | { kind: 'mismatch' }
  | { kind: 'no-token' }
  | { kind: 'not-saved' }
  | { kind: 'privacy-unreachable' };

export type SignInEnd =
  | {
      kind: 'token';
      token: string;
      /** The mailbox's name, for people: printable, at most 100 characters. */
      mailbox?: string;
      /** The mailbox's webmail: https, or http on this computer. */
      webmail?: string;
    }
  | VisitProblem;

/** The address of a sign-in: keeps the page's own query, adds `redirect_uri` and `state`. */
export function signInUrl(page: string, redirectUri: string, state: string): string {
  const url = new URL(page);
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('state', state);
  return url.href;
}

/**
 * The privacy page that returns to `redirectUri`. Keeps the page's own query, which may contain bare commas
 * (as in `p_personal_privacy.jsp`).
 */
export function privacyUrl(page: string, redirectUri: string): string {
  const url = new URL(page);
  url.hash = '';
  const separator = url.search ? '&' : '?';
  return `${url.href.replace(/\?$/, '')}${separator}urlRetour=${encodeURIComponent(redirectUri)}`;
}

/**
 * Reads a sign-in's result from query or fragment. A wrong address or state is a `mismatch`;
 * `error=access_denied` (RFC 6749) means that the user refused.
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
  // Never shows a page's own text, only a code in the form of the RFC.
  if (error !== null) return { kind: 'refused', code: /^[\w.-]{1,40}$/.test(error) ? error : '' };
  // A token contains no space: it was a `+` that the page didn't encode.
  const token = answer.get('token')?.replaceAll(' ', '+') ?? '';
  if (!token || !isToken(token)) return { kind: 'no-token' };
  const mailbox = shortName(answer.get('mailbox') ?? '');
  const webmail = webmailFrom(answer.get('webmail') ?? '');
  return { kind: 'token', token, ...(mailbox && { mailbox }), ...(webmail && { webmail }) };
}

function webmailFrom(address: string): string | undefined {
  const url = parseUrl(address);
  if (!url || url.username || url.password) return undefined;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)) ? url.href : undefined;
}
