import { useEffect, useRef } from 'preact/hooks';

/** Scrolls to the top when this value changes to another one than 0, because the top then tells about it. */
export function useTopAt(value: number): void {
  const former = useRef(value);
  useEffect(() => {
    if (value !== 0 && value !== former.current) {
      for (const place of [document.documentElement, document.querySelector('main')])
        place?.scrollTo?.({ top: 0 });
    }
    former.current = value;
  }, [value]);
}
