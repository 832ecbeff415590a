import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Tells the style sheet how high an element is, in px, by a custom property of the page: what sticks below it, and what
 * is scrolled to, must keep clear of it.
 */
export function useHeight(property: string): RefObject<HTMLElement | null> {
  const element = useRef<HTMLElement>(null);
  // After each drawing: only that changes it.
  useLayoutEffect(() => {
    const height = Math.ceil(element.current?.getBoundingClientRect().height ?? 0);
    document.documentElement.style.setProperty(property, `${height}px`);
  });
  return element;
}
