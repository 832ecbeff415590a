import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface ListFocus<List extends HTMLElement> {
  /** Ref of the list. The remove button of each entry needs the class `remove`. */
  list: RefObject<List | null>;
  /** Call it just before an entry is removed. */
  removing(index: number): void;
}

/**
 * Moves the focus after an entry of a list was removed: to the remove button of the next entry, else of the
 * last one, else to `fallback`.
 * @param fallback selector of an element that always exists
 */
export function useListFocus<List extends HTMLElement>(length: number, fallback: string): ListFocus<List> {
  const list = useRef<List>(null);
  const removed = useRef<{ index: number; length: number } | undefined>(undefined);
  useLayoutEffect(() => {
    if (!removed.current || removed.current.length <= length) return;
    const buttons = list.current?.querySelectorAll<HTMLElement>('button.remove') ?? [];
    const next = buttons[Math.min(removed.current.index, length - 1)];
    (next ?? document.querySelector<HTMLElement>(fallback))?.focus();
    removed.current = undefined;
  }, [length]);
  return {
    list,
    removing: index => {
      removed.current = { index, length };
    },
  };
}
