import { useLayoutEffect, useRef } from 'preact/hooks';
import { focusedRow, focusList, focusRow } from './move-focus';
import { neighbour, type Row } from './rows';

/**
 * When the focused element goes, the focus stays on the page: on the next row, or the previous one, if a row has
 * gone; otherwise on the list, or on the header's button without one.
 * @param rows all rows
 * @returns a function that lets the next row that comes have the focus, unless the user does something first
 */
export function useKeptFocus(rows: readonly Pick<Row, 'key'>[]): () => void {
  const keys = rows.map(({ key }) => key);
  const focus = useRef<{ element: Element | null; row: string | undefined }>(undefined);
  const former = useRef(keys);
  const isAwaited = useRef(false);
  useLayoutEffect(() => {
    const note = () => {
      focus.current = { element: document.activeElement, row: focusedRow() };
    };
    const forget = () => {
      isAwaited.current = false;
    };
    document.addEventListener('focusin', note);
    // Capturing: before the key or the click that takes something back.
    document.addEventListener('keydown', forget, true);
    document.addEventListener('mousedown', forget, true);
    return () => {
      document.removeEventListener('focusin', note);
      document.removeEventListener('keydown', forget, true);
      document.removeEventListener('mousedown', forget, true);
    };
  }, []);
  // After each render; the elements have gone by then.
  useLayoutEffect(() => {
    const before = former.current;
    former.current = keys;
    const come = isAwaited.current ? keys.find(key => !before.includes(key)) : undefined;
    if (come !== undefined && focusRow(come)) {
      isAwaited.current = false;
      return;
    }
    if (!focus.current || focus.current.element?.isConnected) return;
    const { row } = focus.current;
    focus.current = undefined;
    if (document.activeElement && document.activeElement !== document.body) return;
    const next = row === undefined ? undefined : neighbour(before, row, keys);
    if (next === undefined || !focusRow(next)) focusList();
  });
  return () => {
    isAwaited.current = true;
  };
}
