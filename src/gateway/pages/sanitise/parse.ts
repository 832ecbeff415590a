import type { Root } from 'hast';
import { fromParse5 } from 'hast-util-from-parse5';
import { defaultTreeAdapter, parse } from 'parse5';

/** The functions that walk the tree are recursive. Browsers stop at a depth of 512. */
const MAX_DEPTH = 400;
/** A few tags can create very many elements: the parser reopens unclosed ones in each paragraph. */
const MAX_ELEMENTS = 30_000;

/** @throws RangeError if the tree is deeper or larger than a normal mail's */
export function parseHtml(html: string): Root {
  return fromParse5(parse(html, { treeAdapter: limitedAdapter() })) as Root;
}

function limitedAdapter(): typeof defaultTreeAdapter {
  let depth = 0;
  let elements = 0;
  return {
    ...defaultTreeAdapter,
    createElement(...parts) {
      if (++elements > MAX_ELEMENTS) throw new RangeError('HTML of too many elements');
      return defaultTreeAdapter.createElement(...parts);
    },
    onItemPush() {
      if (++depth > MAX_DEPTH) throw new RangeError('HTML nested too deeply');
    },
    onItemPop() {
      depth--;
    },
  };
}
