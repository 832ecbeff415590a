import type { Place } from './message-store';

/** A message that the gateway has archived or deleted. */
export interface Move {
  readonly from: string;
  /** Undefined if the server didn't tell. */
  readonly place: Place | undefined;
  readonly wasUnread: boolean;
}

/** Remembers the latest moves, to undo them. A message that lay in several folders has several. */
export interface Moves {
  add(id: string, move: Move): void;
  of(id: string): readonly Move[];
  forget(id: string): void;
}

/** Messages, about 300 bytes each. Older ones are looked for, as after a restart. */
const MOST = 5000;

export function createMoves(): Moves {
  const moves = new Map<string, readonly Move[]>();
  return {
    add(id, move) {
      const before = moves.get(id) ?? [];
      moves.delete(id);
      moves.set(id, [...before, move]);
      for (const oldest of moves.keys()) {
        if (moves.size <= MOST) break;
        moves.delete(oldest);
      }
    },
    of: id => moves.get(id) ?? [],
    forget: id => void moves.delete(id),
  };
}
