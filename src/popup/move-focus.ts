/** How far a move goes, in rows. */
const STEPS = { next: 1, previous: -1, first: Number.NEGATIVE_INFINITY, last: Number.POSITIVE_INFINITY };

export type Move = keyof typeof STEPS;

/**
 * Moves the focus among the buttons of the panel that has it, else through the rows of all lists. From elsewhere it
 * goes to the row that Tab leads to. Tells whether there was anywhere to go.
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
  // Firefox leaves what has the focus where it is as long as some of it shows.
  place?.scrollIntoView({ block: 'nearest' });
  return place !== undefined;
}

/** Whether a key goes into a field. */
export function isTyping({ target }: Event): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}
