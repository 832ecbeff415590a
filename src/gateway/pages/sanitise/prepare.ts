import type { ElementContent, Nodes } from 'hast';
import type { Pictures } from './pictures';
import { isDropped } from './schema';

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
export function prepare(node: Nodes, pictures: Pictures): ElementContent[] {
  const inside = (parent: { readonly children: readonly Nodes[] }) =>
    parent.children.flatMap(child => prepare(child, pictures));
  if (node.type === 'root') return inside(node);
  if (node.type === 'text') return breakRuns(node.value);
  if (node.type !== 'element' || isDropped(node.tagName)) return [];
  const { tagName, properties } = node;
  if (properties.hidden || HIDING.test(String(properties.style ?? ''))) return [];
  if (tagName === 'img') return [...pictures.replace(node)];
  const children = inside(node);
  if (['html', 'body'].includes(tagName) && properties.dir === undefined) return children;
  if (tagName !== 'a') return [{ ...node, tagName: BLOCKS.has(tagName) ? 'div' : tagName, children }];
  const href = safeAddress(String(properties.href ?? ''));
  return href === undefined || !children.some(isSeen)
    ? children
    : [{ ...node, properties: { ...properties, href }, children }];
}

function safeAddress(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : undefined;
}

export function isSeen(node: ElementContent): boolean {
  if (node.type === 'text') return node.value.trim() !== '';
  return node.type === 'element' && (node.tagName === 'img' || node.children.some(isSeen));
}

function breakRuns(text: string): ElementContent[] {
  const nodes: ElementContent[] = [];
  let at = 0;
  for (const { 0: run, index } of text.matchAll(LONG_RUN)) {
    nodes.push({ type: 'text', value: text.slice(at, index) });
    for (const [part] of run.matchAll(RUN_PART)) {
      nodes.push({ type: 'text', value: part });
      nodes.push({ type: 'element', tagName: 'wbr', properties: {}, children: [] });
    }
    at = index + run.length;
  }
  nodes.push({ type: 'text', value: text.slice(at) });
  return nodes;
}
