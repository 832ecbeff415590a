import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface Props {
  id: string;
  title: string;
  children: ComponentChildren;
}

/** A panel above the footer. Focuses its first button, and restores the focus when it closes. */
export function Panel({ id, title, children }: Props) {
  const panel = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const former = document.activeElement;
    panel.current?.querySelector('button')?.focus();
    return () => {
      if (former instanceof HTMLElement) former.focus();
    };
  }, []);
  return (
    <section ref={panel} class="panel" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}
