import type { IconDrawing } from './icons';

export function Icon({ icon }: { icon: IconDrawing }) {
  return (
    <svg class={icon.isDirected ? 'icon directed' : 'icon'} viewBox="0 0 24 24" aria-hidden="true">
      <path d={icon.path} />
    </svg>
  );
}
