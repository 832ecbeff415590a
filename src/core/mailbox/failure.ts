/** Why a check brought no answer: a closed set, decided where the cause is seen and never by a message's words. */
export type Failure =
  | { kind: 'offline' }
  | { kind: 'timeout' }
  /** The connection failed or broke off. */
  | { kind: 'network' }
  /** The server sends the request elsewhere; the token does not follow. */
  | { kind: 'redirected' }
  /** HTTP 403 */
  | { kind: 'forbidden'; status: number }
  /** HTTP 404 or 410 */
  | { kind: 'not-found'; status: number }
  /** HTTP 429: the server asks for fewer calls. */
  | { kind: 'busy'; status: number }
  /** HTTP 5xx */
  | { kind: 'server-error'; status: number }
  /** Any other HTTP status that is no success. */
  | { kind: 'http'; status: number }
  | { kind: 'too-large' }
  | { kind: 'empty' }
  | { kind: 'truncated' }
  /** A web page came: a network's sign-in page, a proxy, a wrong address. */
  | { kind: 'web-page' }
  | { kind: 'malformed' }
  | { kind: 'account'; code: number }
  | { kind: 'internal'; code: number }
  /** The user has not let this service in (error −3); `url` is the page where they can. */
  | { kind: 'privacy'; url?: string }
  /** No token yet, or the server refuses it (HTTP 401). */
  | { kind: 'signed-out' }
  /** The browser's permission for the endpoint's host is missing. */
  | { kind: 'permission' }
  /** Something failed on this side: the storage, the parser's page. */
  | { kind: 'fault' };

/**
 * What a failure amounts to once it is known how often it came. It is never stored: an older version of Facteur
 * wouldn't understand it.
 */
export type ShownFailure =
  | Failure
  /** An error of the API that says, time after time, that the server doesn't understand what Facteur asks. */
  | { kind: 'not-understood'; code: number };

export type FailureKind = ShownFailure['kind'];

/** Whether the server has looked at the account's credentials and doesn't accept them. */
export function isRefusal({ kind }: ShownFailure): boolean {
  return kind === 'account' || kind === 'signed-out';
}

/** Whether it may be for want of a network that no answer came. */
export function lacksNetwork(failure: Failure | undefined): boolean {
  return failure !== undefined && ['offline', 'network', 'timeout'].includes(failure.kind);
}

/**
 * Whether automatic checks of an account end with this failure until the user acts (docs/architecture.md, rule 8): a server that refuses it
 * is not asked again and again.
 */
export function stopsChecks(failure: ShownFailure | undefined): boolean {
  return failure !== undefined && isRefusal(failure);
}

/** The HTTP status or the error code, where the failure has one. */
export function failureNumber(failure: ShownFailure): number | undefined {
  if ('status' in failure) return failure.status;
  return 'code' in failure ? failure.code : undefined;
}
