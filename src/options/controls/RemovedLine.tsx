import { useEffect, useRef } from 'preact/hooks';
import type { Translate } from '../../core/text/text';

/** How long something that was removed can be brought back, in ms. */
const UNDO_TIME = 10_000;

interface Props {
  /** Unique on the page. */
  id: string;
  name: string;
  t: Translate;
  /** Announces a text to screen readers. */
  say(words: string): void;
  onUndo(): void;
  /** The time is over. */
  onOver(): void;
}

/** Stands in the place of something that was removed, with a button that brings it back. Takes the focus. */
export function RemovedLine({ id, name, t, say, onUndo, onOver }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  // A ref, so that the timer calls the latest `onOver` after a new render.
  const over = useRef(onOver);
  over.current = onOver;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const words = t({ key: 'removed', args: [name] });
  useEffect(() => {
    button.current?.focus();
    say(words);
    timer.current = setTimeout(() => over.current(), UNDO_TIME);
    return () => clearTimeout(timer.current);
  }, []);
  const undo = () => {
    clearTimeout(timer.current);
    onUndo();
    say(t({ key: 'restored', args: [name] }));
  };
  return (
    <div class="removed line">
      <span id={id}>{words}</span>
      <button type="button" ref={button} aria-describedby={id} onClick={undo}>
        {t('undo')}
      </button>
    </div>
  );
}
