import { useLayoutEffect } from 'preact/hooks';

/**
 * Tells the style sheet how high the page's header and footer are, in px, by custom properties: what sticks below them,
 * and what is scrolled to, must keep clear of them.
 */
export function useHeights(): void {
  // After each drawing: only that changes them.
  useLayoutEffect(() => {
    for (const name of ['header', 'footer']) {
      const height = document.querySelector(name)?.getBoundingClientRect().height ?? 0;
      document.documentElement.style.setProperty(`--${name}`, `${height}px`);
    }
  });
}
