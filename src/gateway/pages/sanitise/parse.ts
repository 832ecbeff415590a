import type { Root } from 'hast';
import { fromParse5 } from 'hast-util-from-parse5';
import { defaultTreeAdapter, parse } from 'parse5';

/** Whatever walks the tree calls itself as often as the tree is deep. Browsers end at 512. */
const MAX_DEPTH = 400;
/** A few tags can make very many elements: a parser opens what is unclosed anew in each paragraph. */
const MAX_ELEMENTS = 30_000;

/**
 * HTML as a browser reads it.
 * @throws RangeError where the tree is deeper or larger than any honest mail's
 */
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
