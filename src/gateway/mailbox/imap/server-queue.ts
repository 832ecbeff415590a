import type { Candidate, Place } from './admission';
import { createGate, type Gate } from './gate';

/** A mail server that mailboxes sign in at, or wait for. */
export interface ServerQueue {
  readonly name: string;
  readonly gate: Gate;
  /** By age. */
  readonly waiting: Set<ConnectionAttempt>;
  /** Sign in, or take their first look, and not for too long. */
  readonly beginning: Set<ConnectionAttempt>;
  /** Have a place, or get that of another one. */
  inside: number;
  /** ms on the clock. */
  nextAt: number;
  /** The last one that began was a visit. */
  hadVisit: boolean;
  answeredAt: number;
  cancelTimer: () => void;
}

/** A mailbox that has a place at a server, or waits for one. */
export interface ConnectionAttempt {
  readonly candidate: Candidate;
  readonly server: ServerQueue;
  /** Its last attempt took too long. */
  readonly hasHung: boolean;
  resolve(place: Place | undefined): void;
  begunAt: number;
  /** The server has let it in. */
  isIn: boolean;
  cancelTimer: () => void;
}

export const createServerQueue = (name: string, random: () => number): ServerQueue => ({
  name,
  gate: createGate(random),
  waiting: new Set(),
  beginning: new Set(),
  inside: 0,
  nextAt: 0,
  hadVisit: false,
  answeredAt: Number.NEGATIVE_INFINITY,
  cancelTimer() {},
});

/** Nobody knows whether its sign-in is worth a place. */
const isDoubtful = ({ candidate, hasHung }: ConnectionAttempt) => candidate.isVisit || hasHung;

function rankOf({ candidate, hasHung, server }: ConnectionAttempt): number {
  const { isVisit = false } = candidate;
  const isAwaited = candidate.isAwaited();
  if (hasHung) return isAwaited ? 1 : 0;
  if (!isAwaited) return 2;
  return isVisit === server.hadVisit ? 3 : 4;
}

/**
 * The next one to begin: in turn a visit and a mailbox that somebody waits for, then the others, and at last those that
 * hung before. Of those that somebody waits for the one asked for last, else the oldest. Visits and those that hung
 * before get half of the places at most, so that they keep nobody out.
 * @param atOnce how many may begin together, more than do
 */
export function nextOf(
  { waiting, beginning }: Pick<ServerQueue, 'waiting' | 'beginning'>,
  atOnce: number,
): ConnectionAttempt | undefined {
  const doubtful = [...beginning].filter(isDoubtful).length;
  const takesDoubtful = doubtful < Math.ceil(atOnce / 2);
  let next: ConnectionAttempt | undefined;
  let best = -1;
  for (const attempt of waiting) {
    if (!takesDoubtful && isDoubtful(attempt)) continue;
    const rank = rankOf(attempt);
    const isLater =
      rank === best &&
      attempt.candidate.isAwaited() &&
      attempt.candidate.usedAt() >= (next?.candidate.usedAt() ?? 0);
    if (rank > best || isLater) next = attempt;
    best = Math.max(best, rank);
  }
  return next;
}
