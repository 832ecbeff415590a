export type IconState = (typeof ICON_STATES)[number];

export const ICON_STATES = ['normal', 'unread', 'needs-you', 'failing', 'snoozed'] as const;

/** Pixels: 16 at 1.25×, 1.5×, 2× and 3×, and the sizes in menus, up to 2×. */
export const ICON_SIZES = [16, 20, 24, 32, 48, 64] as const;

/** Paths by size in pixels. The slash in front makes them valid in every page and worker. */
export function iconPaths(state: IconState): Record<string, string> {
  return Object.fromEntries(ICON_SIZES.map(size => [size, `/icons/${state}-${size}.png`]));
}
