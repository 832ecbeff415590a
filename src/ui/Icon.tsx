import type { IconDrawing } from './icons';

/** A line icon, hidden from screen readers; the text beside it has the meaning. */
export function Icon({ icon }: { icon: IconDrawing }) {
  return (
    <svg class={icon.isDirected ? 'icon directed' : 'icon'} viewBox="0 0 24 24" aria-hidden="true">
      <path d={icon.path} />
    </svg>
  );
}
