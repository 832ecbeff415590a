import type { Outcome } from '../../shared/metrics';
import type { Trouble } from '../mailbox';

const OUTCOMES: Readonly<Record<Trouble, Outcome>> = {
  refused: 'refused',
  unexplained: 'refused',
  busy: 'busy',
  unreachable: 'unreachable',
  timeout: 'unreachable',
  noPassword: 'failed',
  certificate: 'failed',
  noFolder: 'failed',
  unmarked: 'failed',
  unexpected: 'failed',
};

/** Of a sign-in with this trouble, for the metrics. */
export const outcomeOf = (trouble: Trouble): Outcome => OUTCOMES[trouble];
