import type { ConnectionAttempt } from './server-queue';

/** The connections that the gateway may have. */
export interface Places {
  /** Gives a place, now or when the mailbox asked for least lately has left. Returns false if none can give way. */
  give(attempt: ConnectionAttempt): boolean;
  /** Returns false if it has no place. */
  leave(attempt: ConnectionAttempt): boolean;
  /** How many mailboxes this server has let in. */
  connectedAt(server: ConnectionAttempt['server']): number;
  limit(most: number): void;
  /** Some must leave, as the limit is lower than before. */
  shrink(): void;
}

export interface PlacesOptions {
  /** 1 or more. */
  readonly most: number;
  /** It has got its place. */
  begin(attempt: ConnectionAttempt): void;
  /** The place that it was to get is no more. */
  sendBack(attempt: ConnectionAttempt): void;
}

export function createPlaces({ most, begin, sendBack }: PlacesOptions): Places {
  const taken = new Set<ConnectionAttempt>();
  /** Give way, each with the one that gets its place. */
  const leaving = new Map<ConnectionAttempt, ConnectionAttempt | undefined>();

  const take = (attempt: ConnectionAttempt) => {
    taken.add(attempt);
    begin(attempt);
  };
  const leastUsed = (before = Number.POSITIVE_INFINITY) => {
    let least: ConnectionAttempt | undefined;
    for (const attempt of taken) {
      const { candidate, server } = attempt;
      if (server.beginning.has(attempt) || leaving.has(attempt) || candidate.isAwaited()) continue;
      if (candidate.usedAt() < (least?.candidate.usedAt() ?? before)) least = attempt;
    }
    return least;
  };
  const end = (attempt: ConnectionAttempt, heir?: ConnectionAttempt) => {
    leaving.set(attempt, heir);
    attempt.candidate.giveWay();
  };
  const shrink = () => {
    while (taken.size - leaving.size > most) {
      const least = leastUsed();
      if (least === undefined) return;
      end(least);
    }
  };
  return {
    give(attempt) {
      const { candidate } = attempt;
      if (taken.size < most) {
        take(attempt);
        return true;
      }
      const giver = leastUsed(candidate.isAwaited() ? undefined : candidate.usedAt());
      if (giver !== undefined) end(giver, attempt);
      return giver !== undefined;
    },
    leave(attempt) {
      if (!taken.delete(attempt)) return false;
      const heir = leaving.get(attempt);
      leaving.delete(attempt);
      if (heir !== undefined) {
        if (taken.size < most) take(heir);
        else sendBack(heir);
      }
      return true;
    },
    connectedAt: server => [...taken].filter(it => it.server === server && it.isIn).length,
    limit(changed) {
      most = changed;
      shrink();
    },
    shrink,
  };
}
