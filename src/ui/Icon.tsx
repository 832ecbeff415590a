import type { MoreIconName } from './more-icons';

const FIRST = {
  check: 'M20 11a8 8 0 1 0-2.3 6.3M20 5v6h-6',
  settings: 'M4 7h9M19 7h1M4 17h1M11 17h9M13 7a3 3 0 1 0 6 0 3 3 0 1 0-6 0M5 17a3 3 0 1 0 6 0 3 3 0 1 0-6 0',
  open: 'M14 4h6v6M20 4l-9 9M19 14v4a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2h4',
  quiet: 'M20 14.4A8.2 8.2 0 1 1 9.6 4a6.4 6.4 0 0 0 10.4 10.4z',
} as const;

const PATHS: Partial<Record<string, string>> = { ...FIRST };

/** Lets `Icon` draw these as well. */
export function addIcons(paths: Readonly<Record<string, string>>): void {
  Object.assign(PATHS, paths);
}

export type IconName = keyof typeof FIRST | MoreIconName;

/** A line icon in the colour of the text beside it, which says what it means. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
