import type { MailboxState } from '../shared/metrics';

/** Of a gateway, as its operator's programs ask for it. */
export interface Health {
  /** `ready`: it answers requests. `stopping`: it finishes those under way and ends. */
  readonly phase: 'starting' | 'ready' | 'stopping';
  /** `away`: the gateway can't reach it, and uses its last known records. `unknown`: it isn't open yet. */
  readonly store: 'ok' | 'away' | 'unknown';
  readonly version: string;
  /** ISO 8601 */
  readonly started: string;
  readonly mailboxes: Readonly<Partial<Record<MailboxState, number>>>;
  /** How many mailboxes wait for a place to sign in. */
  readonly queue: number;
}
