import { useState } from 'preact/hooks';
import type { MessageKey, Translate } from '../core/text/text';

interface Props {
  label: MessageKey;
  /** Opens a window; resolves when it closes. The result is in the state. */
  visit(): Promise<void>;
  t: Translate;
  primary?: boolean;
}

/** A button that opens a provider's page in its own window, one at a time. */
export function VisitButton({ label, visit, t, primary = false }: Props) {
  const [open, setOpen] = useState(false);
  const go = async () => {
    setOpen(true);
    await visit().catch(() => {});
    setOpen(false);
  };
  return (
    <button
      type="button"
      class={primary ? 'primary' : ''}
      aria-busy={open}
      disabled={open}
      onClick={() => void go()}
    >
      {t(open ? 'finishInWindow' : label)}
    </button>
  );
}
