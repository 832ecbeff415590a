import type { Candidate, Place } from './admission';
import { createGate, type Gate } from './gate';

/** A mail server that mailboxes sign in at, or wait for. */
export interface ServerQueue {
  readonly name: string;
  readonly gate: Gate;
  /** By age. */
  readonly waiting: Set<Attempt>;
  /** Have a place. */
  inside: number;
  /** Of these: sign in, or take their first look. */
  beginning: number;
  /** ms on the clock. */
  nextAt: number;
  answeredAt: number;
  cancelTimer: () => void;
}

/** A mailbox that has a place at a server, or waits for one. */
export interface Attempt {
  readonly candidate: Candidate;
  readonly server: ServerQueue;
  resolve(place: Place | undefined): void;
  begunAt: number;
  isProbe: boolean;
  isSettled: boolean;
  /** Gets the place when this one has left. */
  heir: Attempt | undefined;
  isLeaving: boolean;
}

export const createServerQueue = (name: string, random: () => number): ServerQueue => ({
  name,
  gate: createGate(random),
  waiting: new Set(),
  inside: 0,
  beginning: 0,
  nextAt: 0,
  answeredAt: Number.NEGATIVE_INFINITY,
  cancelTimer() {},
});

export /** The one that somebody waits for and has asked for last, or the oldest. */
function firstOf(waiting: ReadonlySet<Attempt>): Attempt {
  let first: Attempt | undefined;
  let isAwaited = false;
  for (const attempt of waiting) {
    first ??= attempt;
    if (!attempt.candidate.isAwaited()) continue;
    if (!isAwaited || attempt.candidate.usedAt() >= first.candidate.usedAt()) first = attempt;
    isAwaited = true;
  }
  return first as Attempt;
}

/** The connected mailbox asked for least lately that may give way to this one. */
export function leastUsed(connected: Iterable<Attempt>, { candidate }: Attempt): Attempt | undefined {
  let least: Attempt | undefined;
  const before = candidate.isAwaited() ? Number.POSITIVE_INFINITY : candidate.usedAt();
  for (const other of connected) {
    if (!other.isSettled || other.isLeaving || other.candidate.isAwaited()) continue;
    if (other.candidate.usedAt() < (least?.candidate.usedAt() ?? before)) least = other;
  }
  return least;
}
