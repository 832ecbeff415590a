/** Distance in rows, or in the buttons of a row. */
const STEPS = {
  next: 1,
  previous: -1,
  first: Number.NEGATIVE_INFINITY,
  last: Number.POSITIVE_INFINITY,
  right: 1,
  left: -1,
};

export type Move = keyof typeof STEPS;

/**
 * Moves the focus among the buttons of the focused panel or menu, else among the rows of all lists; `left` and
 * `right` among the buttons of the focused row. If the focus is elsewhere, goes to the row that Tab leads to.
 * Returns whether there was a target.
 */
export function moveFocus(move: Move): boolean {
  const focused = document.activeElement as HTMLElement;
  if (move === 'left' || move === 'right') return moveInRow(focused, STEPS[move]);
  const group = focused.closest('.panel, [role=menu]');
  const places = group ? shownButtons(group) : elements('.message');
  const from = places.indexOf(group ? focused : (messageOf(rowOf(focused)) ?? focused));
  const isOutside = from < 0 && (move === 'next' || move === 'previous');
  const place = isOutside
    ? places.find(({ tabIndex }) => tabIndex === 0)
    : placeAt(places, from + STEPS[move]);
  return focusOn(place);
}

/** From the mail to the buttons of its row, and back. Mirrored from right to left. */
function moveInRow(focused: HTMLElement, step: number): boolean {
  const row = rowOf(focused);
  const message = messageOf(row);
  if (!row || !message) return false;
  const places = [message, ...shownButtons(row)];
  const forwards = document.documentElement.dir === 'rtl' ? -step : step;
  return focusOn(placeAt(places, places.indexOf(focused) + forwards));
}

/** Focuses the mail of a row. Returns whether the row is there. */
export function focusRow(key: string): boolean {
  return focusOn(messageOf(elements('[data-row]').find(({ dataset }) => dataset.row === key)));
}

/** Focuses the row that Tab leads to, else the first button of the page. */
export function focusList(): void {
  focusOn(elements('.message').find(({ tabIndex }) => tabIndex === 0) ?? elements('button')[0]);
}

/** The key of the row that has the focus or contains the focused button. */
export function focusedRow(): string | undefined {
  return rowOf(document.activeElement)?.dataset.row;
}

/** The key of the row that shows its buttons, as in actions.css: the one below the pointer, else the focused one. */
export function markedRow(): string | undefined {
  const { byKeys } = document.documentElement.dataset;
  const pointed = byKeys === undefined ? elements('[data-row]:hover')[0] : undefined;
  return pointed?.dataset.row ?? focusedRow();
}

/** From now on, the focus marks a row; the pointer does so again when it moves. */
export function moveByKeys(): void {
  document.documentElement.dataset.byKeys = '';
}

/** Ends `moveByKeys`. */
export function moveByPointer(): void {
  delete document.documentElement.dataset.byKeys;
}

export function isTyping({ target }: Event): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}

function rowOf(element: Element | null): HTMLElement | undefined {
  return element?.closest<HTMLElement>('[data-row]') ?? undefined;
}

function messageOf(row: HTMLElement | undefined): HTMLElement | undefined {
  return row?.querySelector<HTMLElement>('.message') ?? undefined;
}

function elements(selector: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selector)];
}

/** On a touch screen, rows hide some buttons. */
function shownButtons(within: Element): HTMLElement[] {
  return [...within.querySelectorAll('button')].filter(button => getComputedStyle(button).display !== 'none');
}

function placeAt(places: readonly HTMLElement[], index: number): HTMLElement | undefined {
  return places[Math.max(0, Math.min(places.length - 1, index))];
}

function focusOn(place: HTMLElement | undefined): boolean {
  place?.focus();
  // Firefox doesn't scroll to a focused element that is partly visible.
  place?.scrollIntoView({ block: 'nearest' });
  return place !== undefined;
}
