/** Distance in rows. */
const STEPS = { next: 1, previous: -1, first: Number.NEGATIVE_INFINITY, last: Number.POSITIVE_INFINITY };

export type Move = keyof typeof STEPS;

/**
 * Moves the focus among the buttons of the focused panel, else among the rows of all lists. If the focus is
 * elsewhere, goes to the row that Tab leads to. Returns whether there was a target.
 */
export function moveFocus(move: Move): boolean {
  const focused = document.activeElement as HTMLElement;
  const panel = focused.closest('.panel');
  const places = [...document.querySelectorAll<HTMLElement>(panel ? '.panel button' : '.message')];
  const from = places.indexOf(focused);
  const isOutside = from < 0 && (move === 'next' || move === 'previous');
  const to = Math.max(0, Math.min(places.length - 1, from + STEPS[move]));
  const place = isOutside ? places.find(({ tabIndex }) => tabIndex === 0) : places[to];
  place?.focus();
  // Firefox doesn't scroll to a focused element that is partly visible.
  place?.scrollIntoView({ block: 'nearest' });
  return place !== undefined;
}

export function isTyping({ target }: Event): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}
