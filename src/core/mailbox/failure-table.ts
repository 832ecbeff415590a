import type { Account } from '../account/account';
import { isLoopback } from '../account/loopback';
import type { ActionResult, Answer, Reading } from '../answer/answer';
import { ACCOUNT_CODES, PRIVACY_CODE, SERVICE_CODE } from '../answer/api-vocabulary';
import { parseUrl } from '../answer/link';
import type { MessageKey, Text } from '../text/text';
import { type Failure, type FailureKind, failureNumber, type ShownFailure } from './failure';
import type { Retry } from './retry';

export type Remedy = 'check-now' | 'edit-account' | 'sign-in' | 'grant-permission' | 'open-privacy-page';

export interface FailureRow {
  /** `needs-you`: the user must act. `failing`: it may pass by itself. */
  look: 'needs-you' | 'failing';
  /** What happened; `$1` is the HTTP status or the error code. */
  headline: MessageKey;
  help: MessageKey;
  remedy: Remedy;
  retry: Retry;
}

/** A message key that also exists with `Help` at its end. */
type Headline = { [Key in MessageKey]: `${Key}Help` extends MessageKey ? Key : never }[MessageKey];

function row<Key extends Headline>(
  look: FailureRow['look'],
  headline: Key,
  remedy: Remedy,
  retry: Retry = 'back-off',
): FailureRow {
  return { look, headline, help: `${headline}Help` as MessageKey, remedy, retry };
}

/** The error table (docs/architecture.md, rule 3). `quick` is for failures that may pass within a minute. */
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
  service: row('needs-you', 'failureService', 'edit-account'),
  internal: row('failing', 'failureInternal', 'check-now', 'quick'),
  'not-understood': row('failing', 'failureNotUnderstood', 'edit-account', 'quick'),
  privacy: row('needs-you', 'failurePrivacy', 'open-privacy-page'),
  'signed-out': row('needs-you', 'failureSignedOut', 'sign-in', 'never'),
  permission: row('needs-you', 'failurePermission', 'grant-permission', 'as-usual'),
  fault: row('failing', 'failureFault', 'check-now', 'quick'),
};

/** The remedy for this account. With a sign-in page, the user need not edit the token. */
export function remedyFor(failure: ShownFailure, { signInPage, endpoint }: Account): Remedy {
  if (isGatewayDown(failure, endpoint)) return 'check-now';
  const { remedy } = FAILURES[failure.kind];
  if (failure.kind === 'account' && signInPage) return 'sign-in';
  return remedy === 'sign-in' && !signInPage ? 'edit-account' : remedy;
}

/** Nothing listens on this computer at the account's address. */
function isGatewayDown({ kind }: ShownFailure, endpoint: string): boolean {
  const url = parseUrl(endpoint);
  return kind === 'network' && url !== undefined && isLoopback(url);
}

export function failureHelp(failure: ShownFailure, account: Account): Text {
  if (remedyFor(failure, account) === 'sign-in')
    return { key: account.token ? 'signInHelp' : 'signInFirstHelp' };
  if (isGatewayDown(failure, account.endpoint)) return { key: 'gatewayNotRunning' };
  return { key: FAILURES[failure.kind].help };
}

export function failureHeadline(
  failure: ShownFailure,
  { token, revision }: Pick<Account, 'token' | 'revision'>,
): Text {
  // Each sign-in and sign-out increases the revision.
  if (failure.kind === 'signed-out' && !token && revision === 0) return { key: 'failureNotSignedIn' };
  return failureKindHeadline(failure.kind, failureNumber(failure));
}

export function failureKindHeadline(kind: FailureKind, number: number | undefined): Text {
  const key = FAILURES[kind].headline;
  return number === undefined ? { key } : { key, args: [number] };
}

export type Read =
  | { kind: 'answer'; answer: Answer }
  | { kind: 'results'; results: ActionResult[] }
  | { kind: 'failure'; failure: Failure };

export function readOf(reading: Reading, status: number): Read {
  const failure = failureOf(reading, status);
  if (failure) return { kind: 'failure', failure };
  return reading.kind === 'answer' || reading.kind === 'results' ? reading : malformed;
}

const malformed: Read = { kind: 'failure', failure: { kind: 'malformed' } };

/**
 * Undefined for an answer. The body counts more than the HTTP status: the suite sends its privacy error with 500.
 * Only the status 429 counts more than an internal error: the client has called too often.
 */
export function failureOf(reading: Reading, status: number): Failure | undefined {
  switch (reading.kind) {
    case 'answer':
    case 'results':
      return undefined;
    case 'api-error':
      if (reading.code === PRIVACY_CODE) return { kind: 'privacy', ...(reading.url && { url: reading.url }) };
      if (ACCOUNT_CODES.includes(reading.code)) return { kind: 'account', code: reading.code };
      return status === 429 ? { kind: 'busy', status } : { kind: 'internal', code: reading.code };
    default:
      return httpFailure(status) ?? { kind: reading.kind };
  }
}

/** The failure of a call for this account: code 501 refuses the service only if the call named one. */
export function failureFor({ serviceId }: Pick<Account, 'serviceId'>, failure: Failure): Failure {
  const isRefused = serviceId !== '' && failure.kind === 'internal' && failure.code === SERVICE_CODE;
  return isRefused ? { kind: 'service', code: failure.code } : failure;
}

/** RFC 9110; 429 and 511 of RFC 6585. */
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
