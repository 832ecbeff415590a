import type { Failure, FailureKind } from '../src/core/failure';

/** A failure of each kind; the type makes sure that none is left out. */
export const FAILURE_OF: { [Kind in FailureKind]: Extract<Failure, { kind: Kind }> } = {
  offline: { kind: 'offline' },
  timeout: { kind: 'timeout' },
  network: { kind: 'network' },
  redirected: { kind: 'redirected' },
  http: { kind: 'http', status: 503 },
  'too-large': { kind: 'too-large' },
  'web-page': { kind: 'web-page' },
  malformed: { kind: 'malformed' },
  account: { kind: 'account', code: 103 },
  internal: { kind: 'internal', code: 900 },
  privacy: { kind: 'privacy', url: 'https://privacy.example/' },
  'signed-out': { kind: 'signed-out' },
  permission: { kind: 'permission' },
};

export const EVERY_FAILURE: readonly Failure[] = Object.values(FAILURE_OF);
