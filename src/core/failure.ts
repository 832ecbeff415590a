import type { Reading } from './answer';
import { ACCOUNT_CODES, PRIVACY_CODE } from './personal-messages';
import type { MessageKey, Text } from './text';

/** Why a check brought no answer: a closed set, decided where the cause is seen and never by a message's words. */
export type Failure =
  | { kind: 'offline' }
  | { kind: 'timeout' }
  /** The connection failed or broke off. */
  | { kind: 'network' }
  /** The server sends the request elsewhere; the token does not follow. */
  | { kind: 'redirected' }
  | { kind: 'http'; status: number }
  | { kind: 'too-large' }
  | { kind: 'web-page' }
  | { kind: 'malformed' }
  | { kind: 'account'; code: number }
  | { kind: 'internal'; code: number }
  /** The user has not let this service in (error −3); `url` is the page where they can. */
  | { kind: 'privacy'; url?: string }
  /** No token yet, or the server refuses it (HTTP 401). */
  | { kind: 'signed-out' }
  /** The browser's permission for the endpoint's host is missing. */
  | { kind: 'permission' };

export type FailureKind = Failure['kind'];

/** What a user can do about a failure, as the button that the popup offers. */
export type Remedy = 'check-now' | 'edit-account' | 'sign-in' | 'grant-permission' | 'open-privacy-page';

export interface FailureRow {
  /** `needs-you`: nothing gets better until the user acts. `failing`: it may pass by itself. */
  look: 'needs-you' | 'failing';
  /** What happened, in a few words; `$1` is the HTTP status or the error code. */
  headline: MessageKey;
  /** What the user can do about it, or what Facteur does. */
  help: MessageKey;
  remedy: Remedy;
}

/** The one error table (design.md, decision 5). */
export const FAILURES: Readonly<Record<FailureKind, FailureRow>> = {
  offline: { look: 'failing', headline: 'failureOffline', help: 'failureOfflineHelp', remedy: 'check-now' },
  timeout: { look: 'failing', headline: 'failureTimeout', help: 'failureTimeoutHelp', remedy: 'check-now' },
  network: { look: 'failing', headline: 'failureNetwork', help: 'failureNetworkHelp', remedy: 'check-now' },
  redirected: {
    look: 'failing',
    headline: 'failureRedirected',
    help: 'failureRedirectedHelp',
    remedy: 'edit-account',
  },
  http: { look: 'failing', headline: 'failureHttp', help: 'failureHttpHelp', remedy: 'edit-account' },
  'too-large': {
    look: 'failing',
    headline: 'failureTooLarge',
    help: 'failureTooLargeHelp',
    remedy: 'edit-account',
  },
  'web-page': {
    look: 'failing',
    headline: 'failureWebPage',
    help: 'failureWebPageHelp',
    remedy: 'check-now',
  },
  malformed: {
    look: 'failing',
    headline: 'failureMalformed',
    help: 'failureMalformedHelp',
    remedy: 'edit-account',
  },
  account: {
    look: 'needs-you',
    headline: 'failureAccount',
    help: 'failureAccountHelp',
    remedy: 'edit-account',
  },
  internal: {
    look: 'failing',
    headline: 'failureInternal',
    help: 'failureInternalHelp',
    remedy: 'check-now',
  },
  privacy: {
    look: 'needs-you',
    headline: 'failurePrivacy',
    help: 'failurePrivacyHelp',
    remedy: 'open-privacy-page',
  },
  'signed-out': {
    look: 'needs-you',
    headline: 'failureSignedOut',
    help: 'failureSignedOutHelp',
    remedy: 'sign-in',
  },
  permission: {
    look: 'needs-you',
    headline: 'failurePermission',
    help: 'failurePermissionHelp',
    remedy: 'grant-permission',
  },
};

export function failureHeadline(failure: Failure): Text {
  const key = FAILURES[failure.kind].headline;
  if ('status' in failure) return { key, args: [failure.status] };
  return 'code' in failure ? { key, args: [failure.code] } : { key };
}

/**
 * The failure that a reading and its HTTP status (100 to 599) amount to, or undefined for an answer.
 * The body has the first word: the suite's privacy error was recorded with HTTP 500.
 */
export function failureOf(reading: Reading, status: number): Failure | undefined {
  switch (reading.kind) {
    case 'answer':
      return undefined;
    case 'api-error':
      if (reading.code === PRIVACY_CODE) return { kind: 'privacy', ...(reading.url && { url: reading.url }) };
      return { kind: ACCOUNT_CODES.includes(reading.code) ? 'account' : 'internal', code: reading.code };
    default:
      if (status === 401) return { kind: 'signed-out' };
      if (status >= 400) return { kind: 'http', status };
      return { kind: reading.kind };
  }
}
