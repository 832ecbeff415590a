/**
 * Of a sign-in at a mail server, or of a renewal at a provider. `unreachable`: also without an answer in time.
 * `failed`: anything else, such as a certificate that can't be verified.
 */
export const OUTCOMES = ['done', 'refused', 'busy', 'unreachable', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** `wait`: too many at present, or too many wrong passwords. */
export const PERSON_OUTCOMES = ['done', 'refused', 'wait', 'failed'] as const;
export type PersonOutcome = (typeof PERSON_OUTCOMES)[number];

/** `waiting`: for a place to sign in. `resting`: without a connection, as nobody asks. */
export const MAILBOX_STATES = ['connected', 'waiting', 'signing-in', 'resting', 'failing'] as const;
export type MailboxState = (typeof MAILBOX_STATES)[number];

/** Counts what the gateway does. No method throws or waits. */
export interface Metrics {
  /** A sign-in of the gateway at a mail server. */
  mailSignIn(outcome: Outcome): void;
  /** A person's sign-in at the gateway. */
  personSignIn(outcome: PersonOutcome): void;
  /** A look at the folders of a mailbox. @param ms how long it took @param isFirst of its connection */
  looked(ms: number, isFirst: boolean): void;
  /** An answer of the API. @param code 0 for messages, or the error's code */
  answered(code: number): void;
  renewed(outcome: Outcome): void;
  /** Called for each report. */
  readonly sources: {
    /** How many mailboxes are in which state. */
    mailboxes?: () => Readonly<Partial<Record<MailboxState, number>>>;
    /** How many mailboxes wait for a place to sign in. */
    queue?: () => number;
  };
}

/** Counts nothing. */
export const createNoMetrics = (): Metrics => ({
  mailSignIn() {},
  personSignIn() {},
  looked() {},
  answered() {},
  renewed() {},
  sources: {},
});
