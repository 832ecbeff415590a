import type { TargetedDragEvent, TargetedKeyboardEvent } from 'preact';
import { useState } from 'preact/hooks';

const DRAGGED = 'text/x-facteur-account';

/** How far a key moves an entry. */
const STEPS: Readonly<Partial<Record<string, -1 | 1>>> = { ArrowUp: -1, ArrowDown: 1 };

interface Order {
  /** The entry before or after; undefined at the end of the list, or if the entry can't be moved. */
  neighbour(id: string, step: -1 | 1): string | undefined;
  /** Moves an entry by keys, or by a button; the focus stays where it was. */
  step(id: string, step: -1 | 1): void;
  /** Attributes of an entry's element; `data-over` while another one is dragged over it. Its handle needs the class `grip` and `draggable`. */
  handlers(id: string): object;
}

/**
 * Lets the user change the order of a list by drag, and by Alt with an arrow key.
 * @param ids the entries that can be moved, in order
 * @param place moves an entry to the place of another one; resolves when the page shows it
 */
export function useOrder(
  ids: readonly string[],
  place: (id: string, placeOf: string) => Promise<void>,
): Order {
  const [over, setOver] = useState<string>();
  const neighbour = (id: string, step: -1 | 1) =>
    ids.includes(id) ? ids[ids.indexOf(id) + step] : undefined;
  const step = (id: string, by: -1 | 1) => {
    const other = neighbour(id, by);
    const focused = document.activeElement as HTMLButtonElement | null;
    if (other === undefined) return;
    void place(id, other).then(() => {
      // At the end of the list, a button can't go on: the other one gets the focus.
      const sibling = focused?.parentElement?.querySelector<HTMLElement>('button.move:not(:disabled)');
      (focused?.disabled ? sibling : focused)?.focus();
    });
  };
  return {
    neighbour,
    step,
    handlers: id => ({
      'data-over': over === id ? '' : undefined,
      onKeyDown(event: TargetedKeyboardEvent<HTMLElement>) {
        const by = STEPS[event.key];
        // In a list of choices or a number, these keys have their own meaning.
        if (!event.altKey || !by || (event.target as HTMLElement).matches('select, input')) return;
        event.preventDefault();
        step(id, by);
      },
      onDragStart({ currentTarget, target, dataTransfer }: TargetedDragEvent<HTMLElement>) {
        if (!dataTransfer || !(target as Element).matches('.grip')) return;
        dataTransfer.setData(DRAGGED, id);
        dataTransfer.effectAllowed = 'move';
        dataTransfer.setDragImage(currentTarget, 20, 20);
      },
      onDragOver(event: TargetedDragEvent<HTMLElement>) {
        if (!event.dataTransfer?.types.includes(DRAGGED) || !ids.includes(id)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
        setOver(id);
      },
      onDragLeave({ currentTarget, relatedTarget }: TargetedDragEvent<HTMLElement>) {
        if (!currentTarget.contains(relatedTarget as Node | null)) setOver(undefined);
      },
      onDrop(event: TargetedDragEvent<HTMLElement>) {
        setOver(undefined);
        const dragged = event.dataTransfer?.getData(DRAGGED);
        if (!dragged || !ids.includes(dragged) || dragged === id) return;
        event.preventDefault();
        void place(dragged, id);
      },
    }),
  };
}
