import { useLayoutEffect, useRef } from 'preact/hooks';
import { focusedRow, focusList, focusRow } from './move-focus';
import { neighbour, type Row } from './rows';

/**
 * When the focused element goes, the focus stays on the page: on the next row, or the previous one, if a row has
 * gone; otherwise on the list, or on the header's button without one.
 * @param rows all rows
 */
export function useKeptFocus(rows: readonly Pick<Row, 'key'>[]): void {
  const keys = rows.map(({ key }) => key);
  const focus = useRef<{ element: Element | null; row: string | undefined }>(undefined);
  const former = useRef(keys);
  useLayoutEffect(() => {
    const note = () => {
      focus.current = { element: document.activeElement, row: focusedRow() };
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  // After each render; the elements have gone by then.
  useLayoutEffect(() => {
    const before = former.current;
    former.current = keys;
    if (!focus.current || focus.current.element?.isConnected) return;
    const { row } = focus.current;
    focus.current = undefined;
    if (document.activeElement && document.activeElement !== document.body) return;
    const next = row === undefined ? undefined : neighbour(before, row, keys);
    if (next === undefined || !focusRow(next)) focusList();
  });
}
