import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Translate } from '../../core/text/text';

interface Props {
  /** The id of the element that labels the dialog; unique on the page. */
  id: string;
  children: ComponentChildren;
  /** Label of the confirm button. Without it there is only a Close button. */
  yes?: string | undefined;
  /** Whether confirming deletes something. */
  danger?: boolean;
  busy: boolean;
  t: Translate;
  onYes(): void;
  onNo(): void;
}

/** Replaces the pressed button by a question. Takes the focus, so that screen readers read it. */
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
