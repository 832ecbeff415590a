import type { Element, ElementContent, Nodes, Root } from 'hast';
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

/** A longer run without a space makes a table wider than the page. */
const LONG_RUN = /[!-~]{40,}/g;
const RUN_PART = /[!-~]{1,10}/g;

/** Removes hidden elements and unsafe links, and replaces pictures. The result isn't safe yet. */
export function prepare({ children }: Root, pictures: Pictures): ElementContent[] {
  const content: ElementContent[] = [];
  for (const child of children) add(child, content, false, pictures);
  return content;
}

/** Adds to a list instead of returning one: in a deep tree, copying lists at each level takes seconds. */
function add(node: Nodes, to: ElementContent[], inTable: boolean, pictures: Pictures): void {
  if (node.type === 'text') breakRuns(node.value, to);
  if (node.type !== 'element' || isDropped(node.tagName)) return;
  const { tagName, properties } = node;
  if (properties.hidden || HIDING.test(String(properties.style ?? ''))) return;
  const name = BLOCKS.has(tagName) ? 'div' : tagName;
  const isPage = ['html', 'body'].includes(tagName) && properties.dir === undefined;
  const isKept = !isPage && isAllowed(name, inTable);
  const children: ElementContent[] = isKept ? [] : to;
  for (const child of node.children) add(child, children, inTable || tagName === 'table', pictures);
  if (tagName === 'img') to.push(...pictures.replace(node));
  else if (tagName === 'a') addLink(node, children, to);
  else if (isKept) to.push({ ...node, tagName: name, children });
}

/** Without a safe address or visible content, only the content is kept. */
function addLink({ properties, ...node }: Element, children: ElementContent[], to: ElementContent[]): void {
  const href = safeAddress(String(properties.href ?? ''));
  if (href !== undefined && children.some(isSeen)) {
    to.push({ ...node, properties: { ...properties, href }, children });
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

function breakRuns(text: string, to: ElementContent[]): void {
  let at = 0;
  for (const { 0: run, index } of text.matchAll(LONG_RUN)) {
    to.push({ type: 'text', value: text.slice(at, index) });
    for (const [part] of run.matchAll(RUN_PART)) {
      to.push({ type: 'text', value: part });
      to.push({ type: 'element', tagName: 'wbr', properties: {}, children: [] });
    }
    at = index + run.length;
  }
  to.push({ type: 'text', value: text.slice(at) });
}
