import { PASSING } from './failing';
import type { Failure } from './failure';
import type { Refusal } from './outbox-entry';

/** Why an action is given up after this failure; undefined if it is sent again with the next check. */
export function refusalFor(failure: Failure): Refusal['reason'] | undefined {
  switch (failure.kind) {
    case 'privacy':
      return 'withheld';
    case 'internal':
      return PASSING.includes(failure.code) ? undefined : 'other';
    case 'forbidden':
    case 'not-found':
    case 'http':
    case 'too-large':
    case 'malformed':
    case 'service':
      return 'other';
    default:
      return undefined;
  }
}
