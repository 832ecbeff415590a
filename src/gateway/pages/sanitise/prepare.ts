import type { Element, ElementContent } from 'hast';
import { type DefaultTreeAdapterTypes, defaultTreeAdapter } from 'parse5';
import type { Pictures } from './pictures';
import { isAllowed, isDropped } from './schema';

/** Elements to replace with `div`: in a mail they mean no more, or would affect the page around it. */
const BLOCKS: ReadonlySet<string> = new Set([
  ...['html', 'body', 'main', 'article', 'section', 'header', 'footer', 'nav', 'aside', 'address', 'hgroup'],
  ...[
    'center',
    'form',
    'fieldset',
    'legend',
    'details',
    'summary',
    'dialog',
    'menu',
    'dir',
    'listing',
    'xmp',
  ],
]);

/** Styles that hide text, for example because only certain mail programs or lists of mails should show it. */
const HIDING = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/i;

/** Removes hidden elements and unsafe links, and replaces pictures. The result isn't safe yet. */
export function prepare(
  { childNodes }: DefaultTreeAdapterTypes.Document,
  pictures: Pictures,
): ElementContent[] {
  const content: ElementContent[] = [];
  for (const child of childNodes) add(child, content, false, pictures);
  return content;
}

/** Adds to a list instead of returning one: in a deep tree, copying lists at each level takes seconds. */
function add(
  node: DefaultTreeAdapterTypes.ChildNode,
  to: ElementContent[],
  inTable: boolean,
  pictures: Pictures,
): void {
  if (defaultTreeAdapter.isTextNode(node)) to.push({ type: 'text', value: node.value });
  if (!defaultTreeAdapter.isElementNode(node) || isDropped(node.tagName)) return;
  const { tagName, childNodes, attrs } = node;
  const properties = Object.fromEntries(attrs.map(({ name, value }) => [name, value]));
  if (properties.hidden !== undefined || HIDING.test(properties.style ?? '')) return;
  const name = BLOCKS.has(tagName) ? 'div' : tagName;
  const isPage = ['html', 'body'].includes(tagName) && properties.dir === undefined;
  const isKept = !isPage && isAllowed(name, inTable);
  const children: ElementContent[] = isKept ? [] : to;
  for (const child of childNodes) add(child, children, inTable || tagName === 'table', pictures);
  const element: Element = { type: 'element', tagName: name, properties, children };
  if (tagName === 'img') to.push(...pictures.replace(element));
  else if (tagName === 'a') addLink(element, to);
  else if (isKept) to.push(element);
}

/** Without a safe address or visible content, only the content is kept. */
function addLink({ properties, children, ...link }: Element, to: ElementContent[]): void {
  const href = safeAddress(String(properties.href ?? ''));
  if (href !== undefined && children.some(isSeen)) {
    to.push({ ...link, properties: { ...properties, href }, children });
  } else {
    for (const child of children) to.push(child);
  }
}

function safeAddress(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : undefined;
}

export function isSeen(node: ElementContent): boolean {
  if (node.type === 'text') return node.value.trim() !== '';
  return node.type === 'element' && (node.tagName === 'img' || node.children.some(isSeen));
}
