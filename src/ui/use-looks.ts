import { useLayoutEffect } from 'preact/hooks';
import type { Settings } from '../core/settings/settings';

/** Shows the page in the user's text size and theme (looks.css), before its first paint. */
export function useLooks({ textSize, theme }: Pick<Settings, 'textSize' | 'theme'>): void {
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    dataset.textSize = textSize;
    dataset.theme = theme;
    return () => {
      delete dataset.textSize;
      delete dataset.theme;
    };
  }, [textSize, theme]);
}
