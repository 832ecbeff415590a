import type { MailboxState, Metrics } from '../../shared/metrics';
import type { MailboxError } from '../mailbox';
import type { GatePause } from './gate';

export interface ConnectionLimits {
  /** To all mail servers, 1 or more. */
  readonly maxConnections: number;
  /** At one mail server, each 1 or more: how many sign in and take their first look at a time, and how many begin in a second. */
  readonly signInsAtOnce: number;
  readonly signInsPerSecond: number;
}

/** A mailbox that wants a connection, or has one. */
export interface Candidate {
  /** The mail server, by its `serverKey`. */
  readonly server: string;
  /** A sign-in that nothing speaks for yet: it closes no server to others, and gets fewer places. */
  readonly isVisit?: boolean;
  /** Whether somebody waits for it now. */
  isAwaited(): boolean;
  /** ms on the clock when somebody asked for it last. */
  usedAt(): number;
  /** The server takes nobody at present: called when it begins to wait for that, and after each further failure. */
  held(failure: MailboxError): void;
  /** Its connection must end soon: another mailbox needs the place. */
  giveWay(): void;
}

/** The right to have one connection. */
export interface Place {
  /** The server has let the mailbox in. */
  answered(): void;
  /** The first look is done. */
  settled(): void;
  /** There is no connection. Returns how long nobody tries, if the server takes nobody. */
  failed(failure: MailboxError): GatePause | undefined;
  /** The connection has ended. May be called again. */
  leave(): void;
}

export interface Entry {
  /** Undefined if it was cancelled. Deadlines begin when it resolves. */
  readonly place: Promise<Place | undefined>;
  /** Ends the waiting. */
  cancel(): void;
}

export interface Connections {
  readonly metrics: Metrics;
  /**
   * Waits for a place: first those that somebody waits for, the latest asked first, then the others in their order, and at
   * last those that took too long before.
   */
  enter(candidate: Candidate): Entry;
  /** Somebody asks: a server that takes nobody is tried again soon. Returns whether that begins now. */
  hurry(server: string): boolean;
  /** Nobody waits for a connected candidate any more: another one may get its place. */
  release(): void;
  /** From now on. If there are more connections, those asked for least lately end. */
  limit(limits: ConnectionLimits): void;
  /** Counts a mailbox in another state. */
  move(from: MailboxState | undefined, to: MailboxState | undefined): void;
}

export interface Clock {
  /** Monotonic, in ms. */
  now(): number;
  /** Returns a function that cancels it. */
  after(ms: number, act: () => void): () => void;
}
