import { type Finding, isHiddenFromSight, selectorOf } from './findings';

/** The lowest contrast ratio of text and its background (WCAG 2.2, 1.4.3). */
const LEAST = 4.5;

/**
 * Finds text with too little contrast in forced colours. axe-core can't: it reads the fill colour of letters, and
 * Chromium reports the one from before the colours were forced.
 */
export function findLowContrast(): Finding[] {
  const found: Finding[] = [];
  for (const element of document.body.querySelectorAll('*')) {
    const words = [...element.childNodes]
      .map(node => (node instanceof Text ? node.data.trim() : ''))
      .join('');
    const exempt = element.closest(':disabled, [aria-disabled=true], svg, [aria-hidden=true], select');
    if (!words || exempt || !element.checkVisibility({ visibilityProperty: true })) continue;
    if (isHiddenFromSight(element)) continue;
    const [text, behind] = [colourOf(getComputedStyle(element).color), backgroundOf(element)];
    const contrast = contrastOf(text, behind);
    if (contrast < LEAST)
      found.push({
        rule: 'forced-contrast',
        element: selectorOf(element),
        why: `${contrast.toFixed(1)} : 1, rgb(${text}) on rgb(${behind}): “${words}”`,
      });
  }
  return found;
}

type Colour = readonly [number, number, number];

function numbersOf(css: string): number[] {
  return css.match(/[\d.]+/g)?.map(Number) ?? [];
}

function colourOf(css: string): Colour {
  const [red = 0, green = 0, blue = 0] = numbersOf(css);
  return [red, green, blue];
}

/** The nearest background colour that is not transparent; the canvas colour if there is none. */
function backgroundOf(element: Element): Colour {
  for (let it: Element | null = element; it; it = it.parentElement) {
    const { backgroundColor } = getComputedStyle(it);
    if (numbersOf(backgroundColor)[3] !== 0) return colourOf(backgroundColor);
  }
  const canvas = document.createElement('i');
  canvas.style.color = 'Canvas';
  document.body.append(canvas);
  const colour = colourOf(getComputedStyle(canvas).color);
  canvas.remove();
  return colour;
}

function contrastOf(one: Colour, other: Colour): number {
  const [lighter = 0, darker = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance, 0 to 1, as WCAG 2.2 defines it. */
function luminanceOf(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map(value => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
