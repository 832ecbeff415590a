/** Why a check brought no answer. Set where the cause is known, never derived from an error's message. */
export type Failure =
  | { kind: 'offline' }
  | { kind: 'timeout' }
  | { kind: 'network' }
  /** The server redirects the request; Facteur does not send the token there. */
  | { kind: 'redirected' }
  | { kind: 'forbidden'; status: number }
  /** HTTP 404 or 410 */
  | { kind: 'not-found'; status: number }
  | { kind: 'busy'; status: number }
  | { kind: 'server-error'; status: number }
  | { kind: 'http'; status: number }
  | { kind: 'too-large' }
  | { kind: 'empty' }
  | { kind: 'truncated' }
  | { kind: 'web-page' }
  | { kind: 'malformed' }
  | { kind: 'account'; code: number }
  /** The server refuses the account's service, or the token isn't this service's. Only with a service ID. */
  | { kind: 'service'; code: number }
  | { kind: 'internal'; code: number }
  /** The user has not given this service access (error −3); `url` is the page where they can. */
  | { kind: 'privacy'; url?: string }
  /** There is no token, or the server rejects it (HTTP 401). */
  | { kind: 'signed-out' }
  /** The browser's host permission for the endpoint is missing. */
  | { kind: 'permission' }
  /** The storage or the parser's page failed. */
  | { kind: 'fault' };

/** A failure as the user sees it. Never stored: an older version of Facteur would not understand it. */
export type ShownFailure =
  | Failure
  /** The server repeatedly answers that it doesn't understand the request. */
  | { kind: 'not-understood'; code: number };

export type FailureKind = ShownFailure['kind'];

/** Whether the account can't sign in: the server rejected it, or it has no token. */
export function isRefusal({ kind }: ShownFailure): boolean {
  return kind === 'account' || kind === 'signed-out';
}

export function lacksNetwork(failure: Failure | undefined): boolean {
  return failure !== undefined && ['offline', 'network', 'timeout'].includes(failure.kind);
}

/** Whether automatic checks stop until the user acts (docs/architecture.md, rule 8). */
export function stopsChecks(failure: ShownFailure | undefined): boolean {
  return failure !== undefined && isRefusal(failure);
}

export function failureNumber(failure: ShownFailure): number | undefined {
  if ('status' in failure) return failure.status;
  return 'code' in failure ? failure.code : undefined;
}
