import type { Place } from './message-store';

/** A message that the gateway has archived or deleted. */
export interface Move {
  readonly from: string;
  /** Where it lies now; in `from` if it was only marked as read. Undefined if the server didn't tell. */
  readonly place: Place | undefined;
  readonly wasUnread: boolean;
}

/** Remembers the latest moves, to undo them. A message that lay in several folders has several. */
export interface Moves {
  /** Replaces one from the same folder. */
  add(id: string, move: Move): void;
  /** The message is still in this folder. */
  drop(id: string, from: string): void;
  of(id: string): readonly Move[];
  forget(id: string): void;
}

/** Messages, about 300 bytes each. Older ones are looked for, as after a restart. */
const MOST = 5000;

export function createMoves(): Moves {
  const moves = new Map<string, readonly Move[]>();
  const without = (id: string, path: string) => (moves.get(id) ?? []).filter(({ from }) => from !== path);
  return {
    add(id, move) {
      const others = without(id, move.from);
      moves.delete(id);
      moves.set(id, [...others, move]);
      for (const oldest of moves.keys()) {
        if (moves.size <= MOST) break;
        moves.delete(oldest);
      }
    },
    drop(id, from) {
      const others = without(id, from);
      if (others.length > 0) moves.set(id, others);
      else moves.delete(id);
    },
    of: id => moves.get(id) ?? [],
    forget: id => void moves.delete(id),
  };
}
