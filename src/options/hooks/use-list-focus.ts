import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface ListFocus<List extends HTMLElement> {
  /** For the list; the button that removes an entry has the class `remove`. */
  list: RefObject<List | null>;
  /** To be told which entry is about to go. */
  removing(index: number): void;
}

/**
 * Puts the focus where it is of use once an entry of a list is gone: on the button that removes what has taken its
 * place, or what is last now, or else on an element that is always there.
 * @param fallback a selector
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
