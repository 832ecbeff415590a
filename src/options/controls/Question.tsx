import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Translate } from '../../core/text/text';

interface Props {
  /** Names it; unique on the page. */
  id: string;
  /** What is asked, and what the answer changes. */
  children: ComponentChildren;
  /** The button that says yes. Without it there is nothing to decide, and one button closes this. */
  yes?: string | undefined;
  /** Whether yes takes something away. */
  danger?: boolean;
  busy: boolean;
  t: Translate;
  onYes(): void;
  onNo(): void;
}

/** Asks, in place of the button that was pressed, whether that is meant. Takes the focus, so that it is read. */
export function Question({ id, children, yes, danger = false, busy, t, onYes, onNo }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} class="question" role="alertdialog" aria-labelledby={id} tabIndex={-1}>
      <div id={id}>{children}</div>
      <div class="buttons">
        {yes && (
          <button type="button" class={danger ? 'danger' : 'primary'} disabled={busy} onClick={onYes}>
            {yes}
          </button>
        )}
        <button type="button" disabled={busy} onClick={onNo}>
          {t(yes ? 'cancel' : 'close')}
        </button>
      </div>
    </div>
  );
}
