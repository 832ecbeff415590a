import type { ElementContent, Nodes, Root, RootContent, Text } from 'hast';
import { type DefaultTreeAdapterMap, defaultTreeAdapter, html, serialize, type TreeAdapter } from 'parse5';

/** A longer run without a space makes a table wider than the page. */
const LONG_RUN = /[!-~]{40,}/g;
const RUN_PART = /[!-~]{1,10}/g;
const BREAK: ElementContent = { type: 'element', tagName: 'wbr', properties: {}, children: [] };

/** Lets parse5 read hast. Every node is of HTML. */
const HAST = {
  ...defaultTreeAdapter,
  isElementNode: (node: Nodes) => node.type === 'element',
  isTextNode: (node: Nodes) => node.type === 'text',
  getChildNodes: (node: Nodes) => ('children' in node ? node.children.flatMap(withBreaks) : []),
  getTagName: (node: Nodes) => ('tagName' in node ? node.tagName : ''),
  getNamespaceURI: () => html.NS.HTML,
  getAttrList: (node: Nodes) =>
    'properties' in node
      ? Object.entries(node.properties).map(([name, value]) => ({ name, value: `${value}` }))
      : [],
  getTextNodeContent: (node: Nodes) => ('value' in node ? node.value : ''),
  // Then all texts are escaped.
  getParentNode: () => null,
} as unknown as TreeAdapter<DefaultTreeAdapterMap>;

/** Lets the browser break a long run of characters into lines. */
function withBreaks(node: RootContent): RootContent | RootContent[] {
  if (node.type !== 'text') return node;
  const pieces: RootContent[] = [];
  let at = 0;
  for (const { 0: run, index } of node.value.matchAll(LONG_RUN)) {
    pieces.push(textNode(node.value.slice(at, index)));
    for (const [part] of run.matchAll(RUN_PART)) pieces.push(textNode(part), BREAK);
    at = index + run.length;
  }
  return at === 0 ? node : [...pieces, textNode(node.value.slice(at))];
}

const textNode = (value: string): Text => ({ type: 'text', value });

/**
 * Serialises a safe tree of elements and texts in linear time. hast-util-to-html copies the text at each level:
 * a deep mail of 1 MB takes it a second.
 */
export function serialise(tree: Root): string {
  return serialize(tree as never, { treeAdapter: HAST });
}
