import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse, type Token } from 'parse5';
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
    .map(attribute => (typeof attribute === 'string' ? attribute : attribute[0])),
]);
const readOf = (attributes: Token.Attribute[]) => attributes.filter(({ name }) => READ.has(name));

/** @throws RangeError if the tree is deeper or larger than a normal mail's */
export function parseHtml(html: string): DefaultTreeAdapterTypes.Document {
  const texts = createTexts();
  const page = parse(html, { treeAdapter: { ...defaultTreeAdapter, ...texts, ...createLimits() } });
  texts.join();
  return page;
}

type Adapter = Partial<typeof defaultTreeAdapter>;

/** parse5 adds each word to a text alone. Strings made of so many others take longer than the rest of the parsing. */
function createTexts(): Adapter & { join(): void } {
  const pieces = new Map<DefaultTreeAdapterTypes.TextNode, string[]>();
  const addTo = (node: DefaultTreeAdapterTypes.TextNode, text: string) => {
    const known = pieces.get(node);
    if (known) known.push(text);
    else pieces.set(node, [node.value, text]);
  };
  return {
    insertText(parent, text) {
      const last = parent.childNodes.at(-1);
      if (last && defaultTreeAdapter.isTextNode(last)) addTo(last, text);
      else defaultTreeAdapter.insertText(parent, text);
    },
    insertTextBefore(parent, text, next) {
      const former = parent.childNodes[parent.childNodes.lastIndexOf(next) - 1];
      if (former && defaultTreeAdapter.isTextNode(former)) addTo(former, text);
      else defaultTreeAdapter.insertBefore(parent, defaultTreeAdapter.createTextNode(text), next);
    },
    join() {
      for (const [node, words] of pieces) node.value = words.join('');
    },
  };
}

function createLimits(): Adapter {
  let depth = 0;
  let elements = 0;
  return {
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
