import type { Account } from '../account/account';
import type { Answer, Reading } from '../answer/answer';
import { ACCOUNT_CODES, PRIVACY_CODE } from '../answer/api-vocabulary';
import type { MessageKey, Text } from '../text/text';
import { type Failure, type FailureKind, failureNumber, type ShownFailure } from './failure';
import type { Retry } from './retry';

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
  retry: Retry;
}

/** A text that has a second one beside it, of the same name with `Help` at its end. */
type Headline = { [Key in MessageKey]: `${Key}Help` extends MessageKey ? Key : never }[MessageKey];

function row<Key extends Headline>(
  look: FailureRow['look'],
  headline: Key,
  remedy: Remedy,
  retry: Retry = 'back-off',
): FailureRow {
  return { look, headline, help: `${headline}Help` as MessageKey, remedy, retry };
}

/** The one error table (docs/architecture.md, rule 3). `quick` is for what may have passed within a minute. */
export const FAILURES: Readonly<Record<FailureKind, FailureRow>> = {
  offline: row('failing', 'failureOffline', 'check-now', 'soon'),
  timeout: row('failing', 'failureTimeout', 'check-now', 'quick'),
  network: row('failing', 'failureNetwork', 'edit-account', 'quick'),
  redirected: row('failing', 'failureRedirected', 'edit-account'),
  forbidden: row('failing', 'failureForbidden', 'edit-account'),
  'not-found': row('failing', 'failureNotFound', 'edit-account'),
  busy: row('failing', 'failureBusy', 'check-now'),
  'server-error': row('failing', 'failureServerError', 'check-now', 'quick'),
  http: row('failing', 'failureHttp', 'edit-account'),
  'too-large': row('failing', 'failureTooLarge', 'edit-account'),
  empty: row('failing', 'failureEmpty', 'edit-account', 'quick'),
  truncated: row('failing', 'failureTruncated', 'check-now', 'quick'),
  'web-page': row('failing', 'failureWebPage', 'edit-account', 'quick'),
  malformed: row('failing', 'failureMalformed', 'edit-account'),
  account: row('needs-you', 'failureAccount', 'edit-account', 'never'),
  internal: row('failing', 'failureInternal', 'check-now', 'quick'),
  'not-understood': row('failing', 'failureNotUnderstood', 'edit-account', 'quick'),
  privacy: row('needs-you', 'failurePrivacy', 'open-privacy-page'),
  'signed-out': row('needs-you', 'failureSignedOut', 'sign-in', 'never'),
  permission: row('needs-you', 'failurePermission', 'grant-permission', 'as-usual'),
  fault: row('failing', 'failureFault', 'check-now', 'quick'),
};

/** What the user of this account can do about a failure of it. Where a page gives tokens, nobody need edit one. */
export function remedyFor(failure: ShownFailure, { signInPage }: Account): Remedy {
  const { remedy } = FAILURES[failure.kind];
  if (failure.kind === 'account' && signInPage) return 'sign-in';
  return remedy === 'sign-in' && !signInPage ? 'edit-account' : remedy;
}

/** What the user of this account is told to do about a failure of it, or what Facteur does. */
export function failureHelp(failure: ShownFailure, account: Account): Text {
  if (remedyFor(failure, account) === 'sign-in')
    return { key: account.token ? 'signInHelp' : 'signInFirstHelp' };
  return { key: FAILURES[failure.kind].help };
}

/** Says what happened, in a few words. */
export function failureHeadline(
  failure: ShownFailure,
  { token, revision }: Pick<Account, 'token' | 'revision'>,
): Text {
  // Each sign-in and sign-out counts the revision up.
  if (failure.kind === 'signed-out' && !token && revision === 0) return { key: 'failureNotSignedIn' };
  return failureKindHeadline(failure.kind, failureNumber(failure));
}

/** @param number the failure's HTTP status or error code, where it has one */
export function failureKindHeadline(kind: FailureKind, number: number | undefined): Text {
  const key = FAILURES[kind].headline;
  return number === undefined ? { key } : { key, args: [number] };
}

/** What there is to read in a server's answer. */
export type Read = { kind: 'answer'; answer: Answer } | { kind: 'failure'; failure: Failure };

/** What a reading and its HTTP status (100 to 599) amount to. */
export function readOf(reading: Reading, status: number): Read {
  const failure = failureOf(reading, status);
  if (failure) return { kind: 'failure', failure };
  return reading.kind === 'answer' ? reading : { kind: 'failure', failure: { kind: 'malformed' } };
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
      return httpFailure(status) ?? { kind: reading.kind };
  }
}

/** What an HTTP status (RFC 9110; 429 and 511 of RFC 6585) says where the body says nothing. */
function httpFailure(status: number): Failure | undefined {
  switch (status) {
    case 401:
      return { kind: 'signed-out' };
    case 403:
      return { kind: 'forbidden', status };
    case 404:
    case 410:
      return { kind: 'not-found', status };
    case 429:
      return { kind: 'busy', status };
    case 511:
      return { kind: 'web-page' };
    default:
      if (status >= 500) return { kind: 'server-error', status };
      return status >= 400 ? { kind: 'http', status } : undefined;
  }
}
