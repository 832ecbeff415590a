import type { ComponentChildren } from 'preact';

/**
 * What the page shows: in its first frame the layout, soon after the whole popup, which is the same layout with more to
 * it. One component for both, so that Preact keeps the elements that are there.
 */
export function Shell({ draw }: { draw(): ComponentChildren }) {
  return draw();
}
