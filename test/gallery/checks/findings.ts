/** Something that a check of a page objects to. */
export interface Finding {
  /** The rule that is broken. */
  rule: string;
  /** A selector of the element. */
  element: string;
  /** What is wrong, with what the element says or is. */
  why: string;
}

/** Short enough to read, and the same in every language. */
export function selectorOf(element: Element): string {
  const names = withAncestors(element)
    .slice(0, 3)
    .map(({ localName, id, classList }) =>
      id ? `${localName}#${id}` : [localName, ...classList].slice(0, 3).join('.'),
    );
  return names.reverse().join(' > ') || element.localName;
}

/** An element and those around it, within the page's root. */
export function withAncestors(element: Element): Element[] {
  const chain: Element[] = [];
  for (let it: Element | null = element; it && it !== document.documentElement; it = it.parentElement)
    chain.push(it);
  return chain;
}

/** What only a screen reader tells is one pixel small. */
export function isHiddenFromSight(element: Element): boolean {
  return withAncestors(element).some(it => {
    const { overflowX, clipPath } = getComputedStyle(it);
    const { offsetWidth, offsetHeight } = it as HTMLElement;
    return (overflowX !== 'visible' && offsetWidth <= 1 && offsetHeight <= 1) || clipPath === 'inset(50%)';
  });
}
