import { useLayoutEffect } from 'preact/hooks';
import { type Intent, intentOf, isMove } from './keys';
import { isTyping, moveByKeys, moveByPointer } from './move-focus';

/**
 * Calls `act` for each keyboard shortcut; if it returns false, the browser gets the key. A row below a resting pointer
 * isn't marked while keys move the focus.
 */
export function useKeys(act: (intent: Intent) => boolean): void {
  // A layout effect, because a key may be pressed before the next paint.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const intent = intentOf(event, isTyping(event));
      if (event.key === 'Tab' || (intent && isMove(intent))) moveByKeys();
      if (intent && act(intent)) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });
  useLayoutEffect(() => {
    let former: string | undefined;
    // Browsers report a move too when the page scrolls below a resting pointer.
    const onMouseMove = ({ screenX, screenY }: MouseEvent) => {
      const place = `${screenX} ${screenY}`;
      if (place !== former) moveByPointer();
      former = place;
    };
    document.addEventListener('mousemove', onMouseMove);
    return () => {
      document.removeEventListener('mousemove', onMouseMove);
      moveByPointer();
    };
  }, []);
}
