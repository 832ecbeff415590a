/** What the icon on the toolbar says. Each state has a shape of its own, for those who see no colours. */
export type IconState = (typeof ICON_STATES)[number];

export const ICON_STATES = ['normal', 'unread', 'needs-you', 'failing', 'snoozed'] as const;

/** Pixels a side: 16 and its multiples at 1.25×, 1.5×, 2× and 3×, and what menus ask for, up to twice as dense. */
export const ICON_SIZES = [16, 20, 24, 32, 48, 64] as const;

/**
 * The pictures of a state, as `action.setIcon` takes them: by their size in pixels, their path from the
 * extension's root, with a slash in front, so that every page and worker means the same by it.
 */
export function iconPaths(state: IconState): Record<string, string> {
  return Object.fromEntries(ICON_SIZES.map(size => [size, `/icons/${state}-${size}.png`]));
}
