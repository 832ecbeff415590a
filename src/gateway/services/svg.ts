import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parseFragment } from 'parse5';
import { escapeXml } from '../text/xml';

const words = (text: string) => new Set(text.split(/\s+/));

/** Shapes, gradients and text: nothing that runs, loads or repeats. */
const ELEMENTS = words(
  `svg g path rect circle ellipse line polyline polygon text tspan title desc defs clipPath
  linearGradient radialGradient stop`,
);

const ATTRIBUTES = words(
  `viewBox width height preserveAspectRatio id d points x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy transform
  fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit
  stroke-dasharray stroke-dashoffset opacity color clip-path clip-rule clipPathUnits gradientUnits
  gradientTransform spreadMethod offset stop-color stop-opacity font-family font-size font-weight font-style
  text-anchor letter-spacing`,
);

const OWN_PART = /^url\(#[\w-]+\)$/;

/** Deeper drawings don't occur, and the walk below calls itself. */
const MAX_DEPTH = 64;

/** Some tags are repeated by the parser: a small text could fill the memory. */
const MAX_ELEMENTS = 2_000;

/** Undefined if the text has too many elements. */
function parse(text: string) {
  let elements = 0;
  const createElement: typeof defaultTreeAdapter.createElement = (...parts) => {
    if (++elements > MAX_ELEMENTS) throw new RangeError('too many elements');
    return defaultTreeAdapter.createElement(...parts);
  };
  try {
    return parseFragment(text, { treeAdapter: { ...defaultTreeAdapter, createElement } });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Keeps only what draws. Undefined if the text has no drawing, or a much too deep one. */
export function sanitiseSvg(text: string): string | undefined {
  const root = parse(text)?.childNodes.find(node => node.nodeName === 'svg');
  if (root === undefined || !defaultTreeAdapter.isElementNode(root) || depthOf(root) > MAX_DEPTH)
    return undefined;
  return write(root).replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"');
}

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

function depthOf(root: Element): number {
  let level: readonly Element[] = [root];
  let depth = 0;
  for (; level.length > 0 && depth <= MAX_DEPTH; depth++) {
    level = level.flatMap(({ childNodes }) => childNodes.filter(defaultTreeAdapter.isElementNode));
  }
  return depth;
}

function write(node: Node): string {
  if (defaultTreeAdapter.isTextNode(node)) return escapeXml(node.value);
  if (!defaultTreeAdapter.isElementNode(node) || !ELEMENTS.has(node.tagName)) return '';
  const attributes = attributesOf(node).map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
  return `<${node.tagName}${attributes.join('')}>${node.childNodes.map(write).join('')}</${node.tagName}>`;
}

/** Its own, and those that stand in its `style`; each name once. */
function attributesOf({ attrs }: Element): [string, string][] {
  const given = attrs.flatMap(({ name, value }) =>
    name === 'style' ? declarationsIn(value) : [[name, value]],
  );
  const safe = given.filter(
    ([name = '', value = '']) => ATTRIBUTES.has(name) && (!/url|\\/i.test(value) || OWN_PART.test(value)),
  );
  return Object.entries(Object.fromEntries(safe));
}

const declarationsIn = (style: string): string[][] =>
  style.split(';').map(declaration => {
    const [name = '', ...value] = declaration.split(':');
    return [name.trim(), value.join(':').trim()];
  });
