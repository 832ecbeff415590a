import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface Removed<Entry> {
  entry: Entry;
  /** Where it was in the list. */
  index: number;
}

/** `nth` tells two removals apart. */
type Latest<Entry> = Removed<Entry> & { nth: number };

interface Removal<Entry, List extends HTMLElement> {
  /** Ref of the list. The remove button of each entry needs the class or the name `remove`. */
  list: RefObject<List | null>;
  /** The latest entry that was removed, while it can be brought back. */
  removed: Latest<Entry> | undefined;
  /** Call it when an entry is removed. An earlier one can't be brought back any more. */
  note(entry: Entry, index: number): void;
  /** The entry is back: moves the focus to its remove button. */
  undone(): void;
  /** It can't be brought back any more: moves the focus, if it was there, to the next entry. */
  over(): void;
}

/**
 * Remembers what was removed from a list, for {@link Removed} in its place.
 * @param fallback selector of an element that gets the focus if the list is empty
 */
export function useRemoval<Entry, List extends HTMLElement>(fallback: string): Removal<Entry, List> {
  const list = useRef<List>(null);
  const [removed, setRemoved] = useState<Latest<Entry>>();
  const goTo = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (goTo.current === undefined) return;
    const buttons = list.current?.querySelectorAll<HTMLElement>('button.remove, button[name=remove]') ?? [];
    const next = buttons[Math.min(goTo.current, buttons.length - 1)];
    (next ?? document.querySelector<HTMLElement>(fallback))?.focus();
    goTo.current = undefined;
  });
  return {
    list,
    removed,
    note: (entry, index) => setRemoved(before => ({ entry, index, nth: (before?.nth ?? 0) + 1 })),
    undone() {
      goTo.current = removed?.index;
      setRemoved(undefined);
    },
    over() {
      if (list.current?.querySelector('.removed')?.contains(document.activeElement))
        goTo.current = removed?.index;
      setRemoved(undefined);
    },
  };
}

type Row<Entry> = Removed<Entry> & { removal?: number };

/** The entries with their index, and what was removed in its place: that has the number of its `removal`. */
export function rowsWith<Entry>(entries: readonly Entry[], removed: Latest<Entry> | undefined): Row<Entry>[] {
  const rows: Row<Entry>[] = entries.map((entry, index) => ({ entry, index }));
  if (!removed) return rows;
  const { entry, index, nth } = removed;
  return rows.toSpliced(index, 0, { entry, index, removal: nth });
}

/** Puts an entry back, unless it has come back meanwhile. */
export function withRestored<Entry>(entries: readonly Entry[], { entry, index }: Removed<Entry>): Entry[] {
  const isThere = entries.some(other => JSON.stringify(other) === JSON.stringify(entry));
  return isThere ? [...entries] : entries.toSpliced(index, 0, entry);
}
