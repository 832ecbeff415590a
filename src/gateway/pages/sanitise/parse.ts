import type { Root } from 'hast';
import { fromParse5 } from 'hast-util-from-parse5';
import { defaultTreeAdapter, parse, type Token } from 'parse5';
import { SCHEMA } from './schema';

/** The functions that walk the tree are recursive. Browsers stop at a depth of 512. */
const MAX_DEPTH = 400;
/** A few tags can create very many elements: the parser reopens unclosed ones in each paragraph. */
const MAX_ELEMENTS = 20_000;

/** The attributes that are kept or looked at. A mail can have very many others. */
const READ = new Set([
  ...['hidden', 'style'],
  ...Object.values(SCHEMA.attributes ?? {})
    .flatMap(attributes => attributes ?? [])
    .map(attribute => (typeof attribute === 'string' ? attribute : attribute[0]).toLowerCase()),
]);
const readOf = (attributes: Token.Attribute[]) => attributes.filter(({ name }) => READ.has(name));

/** @throws RangeError if the tree is deeper or larger than a normal mail's */
export function parseHtml(html: string): Root {
  return fromParse5(parse(html, { treeAdapter: limitedAdapter() })) as Root;
}

function limitedAdapter(): typeof defaultTreeAdapter {
  let depth = 0;
  let elements = 0;
  return {
    ...defaultTreeAdapter,
    createElement(tagName, namespace, attributes) {
      if (++elements > MAX_ELEMENTS) throw new RangeError('HTML of too many elements');
      return defaultTreeAdapter.createElement(tagName, namespace, readOf(attributes));
    },
    adoptAttributes(element, attributes) {
      defaultTreeAdapter.adoptAttributes(element, readOf(attributes));
    },
    onItemPush() {
      if (++depth > MAX_DEPTH) throw new RangeError('HTML nested too deeply');
    },
    onItemPop() {
      depth--;
    },
  };
}
