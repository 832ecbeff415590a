import { useLayoutEffect } from 'preact/hooks';
import { type Intent, intentOf } from './keys';
import { isTyping } from './move-focus';

/** Calls `act` for each keyboard shortcut; if it returns false, the browser gets the key. */
export function useKeys(act: (intent: Intent) => boolean): void {
  // A layout effect, because a key may be pressed before the next paint.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const intent = intentOf(event, isTyping(event));
      if (intent && act(intent)) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });
}
