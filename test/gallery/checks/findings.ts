export interface Finding {
  rule: string;
  element: string;
  /** The reason, with the element's text or source. */
  why: string;
}

/** A short selector that is the same in every language. */
export function selectorOf(element: Element): string {
  const names = withAncestors(element)
    .slice(0, 3)
    .map(({ localName, id, classList }) =>
      id ? `${localName}#${id}` : [localName, ...classList].slice(0, 3).join('.'),
    );
  return names.reverse().join(' > ') || element.localName;
}

export function withAncestors(element: Element): Element[] {
  const chain: Element[] = [];
  for (let it: Element | null = element; it && it !== document.documentElement; it = it.parentElement)
    chain.push(it);
  return chain;
}

/** Whether an element is for screen readers only: one pixel in size, or clipped away. */
export function isHiddenFromSight(element: Element): boolean {
  return withAncestors(element).some(it => {
    const { overflowX, clipPath } = getComputedStyle(it);
    const { offsetWidth, offsetHeight } = it as HTMLElement;
    return (overflowX !== 'visible' && offsetWidth <= 1 && offsetHeight <= 1) || clipPath === 'inset(50%)';
  });
}
