import { useLayoutEffect } from 'preact/hooks';

/** Sets `--header` and `--footer` to their heights in px, for sticky elements and scrolling. */
export function useHeights(): void {
  // After each render; nothing else changes the heights.
  useLayoutEffect(() => {
    for (const name of ['header', 'footer']) {
      const height = document.querySelector(name)?.getBoundingClientRect().height ?? 0;
      document.documentElement.style.setProperty(`--${name}`, `${height}px`);
    }
  });
}
