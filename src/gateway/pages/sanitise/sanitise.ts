import { sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import { Html } from '../../text/html';
import { parseHtml } from './parse';
import { createPictures, type PictureSource } from './pictures';
import { isSeen, prepare } from './prepare';
import { SCHEMA } from './schema';

/** What a page can show of a mail's HTML. */
export interface SafeMail {
  readonly html: Html;
  /** Where its pictures come from. */
  readonly pictures: ReadonlySet<PictureSource>;
  /** Whether pictures were left out that could be loaded from elsewhere. */
  readonly picturesLeftOut: boolean;
}

export interface SanitiseOptions {
  /** The pictures that came with the mail: `data:` addresses by their Content-ID. None unless given. */
  readonly pictures?: ReadonlyMap<string, string> | undefined;
  /** Whether to show those of other servers; not unless given. */
  readonly fromElsewhere?: boolean;
}

/** `undefined` where nothing would be seen, or the HTML is made so that it can't be read in a moment. */
export function sanitiseHtml(html: string, options: SanitiseOptions = {}): SafeMail | undefined {
  const pictures = createPictures(options.pictures ?? new Map(), options.fromElsewhere ?? false);
  try {
    const children = prepare(parseHtml(html), pictures);
    if (!children.some(isSeen) && !pictures.leftOut) return undefined;
    const safe = toHtml(sanitize({ type: 'root', children }, SCHEMA));
    return { html: new Html(safe), pictures: pictures.shownFrom, picturesLeftOut: pictures.leftOut };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
