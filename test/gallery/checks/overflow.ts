import { type Finding, isHiddenFromSight, selectorOf, withAncestors } from './findings';

/** Tolerance for fractions of a pixel, in CSS pixels. */
const SLACK = 1;

const BUTTON_LINES = 2;

const BUTTONS = 'button, summary, [role=button], [role^=menuitem], [role=tab], a.button';

/**
 * Finds text that is cut off, and boxes that leave the page. An ellipsis is allowed for a sender's text, not for
 * the product's own, unless a title has all of it.
 * @param ownTexts the product's own texts on this page
 */
export function findOverflow(ownTexts: readonly string[]): Finding[] {
  const found: Finding[] = [];
  const note = (rule: string, element: Element, why: string) =>
    found.push({ rule, element: selectorOf(element), why });
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth + SLACK)
    note('page-scrolls-sideways', page, `${page.scrollWidth} px of content in ${page.clientWidth} px`);

  for (const element of document.body.querySelectorAll('*')) {
    if (!element.checkVisibility({ visibilityProperty: true }) || isHiddenFromSight(element)) continue;
    checkBox(element, note);
    if (element instanceof HTMLSelectElement) checkSelect(element, note);
    if (element instanceof HTMLInputElement && element.placeholder) checkPlaceholder(element, note);
    if (element.closest('select, svg')) continue;
    for (const node of element.childNodes)
      if (node instanceof Text && node.data.trim()) checkText(node, element, ownTexts, note);
    if (element.matches(BUTTONS)) checkLines(element, note);
  }
  return found;
}

type Note = (rule: string, element: Element, why: string) => void;

function checkText(text: Text, element: Element, ownTexts: readonly string[], note: Note): void {
  const words = text.data.trim();
  const bad = rectsOf(text, element)
    .map(rect => faultOf(rect, words, element, ownTexts))
    .find(Boolean);
  if (bad) note(bad.rule, element, bad.why);
}

function faultOf(
  rect: DOMRect,
  words: string,
  element: Element,
  ownTexts: readonly string[],
): Pick<Finding, 'rule' | 'why'> | undefined {
  const why = `“${words}”`;
  const clip = clipOf(element, rect);
  if (clip) {
    if (getComputedStyle(clip).textOverflow !== 'ellipsis') return { rule: 'text-clipped', why };
    const isTold = element.getAttribute('title') === element.textContent;
    return !isTold && isOwn(words, element, ownTexts) ? { rule: 'own-words-cut', why } : undefined;
  }
  const box = exceededBox(element, rect);
  if (box) return { rule: 'text-sticks-out', why: `${why} leaves ${selectorOf(box)}` };
  if (isWithinScroll(element)) return undefined;
  const page = { left: 0, right: document.documentElement.clientWidth };
  return isBeside(rect, page) ? { rule: 'text-outside-page', why } : undefined;
}

function clipOf(element: Element, rect: DOMRect): Element | undefined {
  for (const box of withAncestors(element)) {
    if (isScrolledByAll(box)) return undefined;
    const { overflowX, display } = getComputedStyle(box);
    if (overflowX !== 'visible' && display !== 'inline' && isBeside(rect, paddingBox(box))) return box;
  }
  return undefined;
}

/** Whether the box scrolls sideways, also with the keyboard, as for a wide table. */
function isScrolledByAll(box: Element): boolean {
  return (
    box instanceof HTMLElement && box.tabIndex >= 0 && /auto|scroll/.test(getComputedStyle(box).overflowX)
  );
}

function isWithinScroll(element: Element): boolean {
  return withAncestors(element).some(isScrolledByAll);
}

/** The nearest ancestor that the text leaves, up to the box that positions it. */
function exceededBox(element: Element, rect: DOMRect): Element | undefined {
  for (const box of withAncestors(element)) {
    if (isScrolledByAll(box)) return undefined;
    const { display, position, overflowX } = getComputedStyle(box);
    if (display !== 'inline' && display !== 'contents') {
      const outer = box.getBoundingClientRect();
      // A font's ascenders may be higher than the line.
      const slack = rect.height * 0.4;
      const scrolls = overflowX !== 'visible';
      const isAbove = rect.top < outer.top - slack || rect.bottom > outer.bottom + slack;
      if (isBeside(rect, outer) || (isAbove && !scrolls && box !== document.body)) return box;
      if (scrolls) return undefined;
    }
    if (position === 'absolute' || position === 'fixed') return undefined;
  }
  return undefined;
}

function checkBox(element: Element, note: Note): void {
  const rect = element.getBoundingClientRect();
  if (rect.width === 0 || element.closest('svg') !== (element.matches('svg') ? element : null)) return;
  if (isWithinScroll(element)) return;
  if (isBeside(rect, { left: 0, right: document.documentElement.clientWidth }) && !clipOf(element, rect))
    note('box-outside-page', element, `from ${Math.round(rect.left)} to ${Math.round(rect.right)} px`);
}

/** Browsers cut off the text of a select silently. Only they know the width of its arrow, so measure it unconstrained. */
function checkSelect(select: HTMLSelectElement, note: Note): void {
  const { width } = select.getBoundingClientRect();
  const style = select.getAttribute('style') ?? '';
  Object.assign(select.style, { flex: 'none', width: 'max-content', minWidth: '0', maxWidth: 'none' });
  const wanted = select.getBoundingClientRect().width;
  select.setAttribute('style', style);
  if (wanted <= width + SLACK) return;
  const [longest] = [...select.options].sort((a, b) => widthOf(b.text, select) - widthOf(a.text, select));
  note('option-cut', select, `“${longest?.text}”`);
}

function checkPlaceholder(input: HTMLInputElement, note: Note): void {
  const room = paddingBox(input);
  if (widthOf(input.placeholder, input) > room.right - room.left - paddings(input) + SLACK)
    note('placeholder-cut', input, `“${input.placeholder}”`);
}

function checkLines(button: Element, note: Note): void {
  const range = document.createRange();
  range.selectNodeContents(button);
  const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
  const middles = rects.map(({ top, height }) => top + height / 2).sort((a, b) => a - b);
  const lines = middles.filter((middle, index) => index === 0 || middle - (middles[index - 1] ?? 0) > 8);
  if (lines.length > BUTTON_LINES)
    note('button-of-many-lines', button, `${lines.length} lines: “${button.textContent?.trim()}”`);
}

/** Whether a text is the product's own: one of `ownTexts`, a time, or in a button. */
function isOwn(words: string, element: Element, ownTexts: readonly string[]): boolean {
  const isOwnText = (own: string) => words === own.trim() || (own.length > 10 && words.includes(own.trim()));
  return element.closest('time, button') !== null || ownTexts.some(isOwnText);
}

interface Span {
  left: number;
  right: number;
}

function isBeside(rect: Span, { left, right }: Span): boolean {
  return rect.left < left - SLACK || rect.right > right + SLACK;
}

function rectsOf(text: Text, element: Element): DOMRect[] {
  const { whiteSpace, fontSize } = getComputedStyle(element);
  // With `pre-wrap`, the last space of a line may hang over its end.
  const blank = whiteSpace === 'pre-wrap' ? Number.parseFloat(fontSize) * 0.35 : 0;
  const range = document.createRange();
  range.selectNodeContents(text);
  return [...range.getClientRects()].filter(({ width }) => width > blank);
}

function paddingBox(element: Element): Span {
  const { left } = element.getBoundingClientRect();
  const inner = left + element.clientLeft;
  return { left: inner, right: inner + element.clientWidth };
}

function paddings(element: Element): number {
  const { paddingLeft, paddingRight } = getComputedStyle(element);
  return Number.parseFloat(paddingLeft) + Number.parseFloat(paddingRight);
}

const canvas = document.createElement('canvas').getContext('2d');

function widthOf(text: string, element: Element): number {
  if (!canvas) return 0;
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  canvas.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  return canvas.measureText(text).width;
}
