import type { Failure, FailureKind, ShownFailure } from '../src/core/mailbox/failure';

/** A failure of each kind; the type makes it complete. */
export const FAILURE_OF: { [Kind in FailureKind]: Extract<ShownFailure, { kind: Kind }> } = {
  offline: { kind: 'offline' },
  timeout: { kind: 'timeout' },
  network: { kind: 'network' },
  redirected: { kind: 'redirected' },
  forbidden: { kind: 'forbidden', status: 403 },
  'not-found': { kind: 'not-found', status: 404 },
  busy: { kind: 'busy', status: 429 },
  'server-error': { kind: 'server-error', status: 503 },
  http: { kind: 'http', status: 418 },
  empty: { kind: 'empty' },
  truncated: { kind: 'truncated' },
  'too-large': { kind: 'too-large' },
  'web-page': { kind: 'web-page' },
  malformed: { kind: 'malformed' },
  account: { kind: 'account', code: 103 },
  service: { kind: 'service', code: 501 },
  internal: { kind: 'internal', code: 900 },
  'not-understood': { kind: 'not-understood', code: 501 },
  privacy: { kind: 'privacy', url: 'https://privacy.example/' },
  'signed-out': { kind: 'signed-out' },
  permission: { kind: 'permission' },
  fault: { kind: 'fault' },
};

export const EVERY_FAILURE: readonly Failure[] = Object.values(FAILURE_OF).filter(
  failure => failure.kind !== 'not-understood',
);
