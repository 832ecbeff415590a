import type { Root } from 'hast';
import { sanitize } from 'hast-util-sanitize';
import { Html } from '../../text/html';
import { parseHtml } from './parse';
import { createPictures, type PictureSource } from './pictures';
import { isSeen, prepare } from './prepare';
import { SCHEMA } from './schema';
import { serialise } from './serialise';

export interface SafeMail {
  readonly html: Html;
  readonly pictures: ReadonlySet<PictureSource>;
  readonly picturesLeftOut: boolean;
}

export interface SanitiseOptions {
  /** `data:` addresses by Content-ID. */
  readonly pictures?: ReadonlyMap<string, string> | undefined;
  readonly fromElsewhere?: boolean;
}

/** Returns `undefined` if there is nothing to show, or if the HTML is too deep or too large. */
export function sanitiseHtml(html: string, options: SanitiseOptions = {}): SafeMail | undefined {
  const pictures = createPictures(options.pictures ?? new Map(), options.fromElsewhere ?? false);
  try {
    const children = prepare(parseHtml(html), pictures);
    if (!children.some(isSeen) && !pictures.leftOut) return undefined;
    const safe = serialise(sanitize({ type: 'root', children }, SCHEMA) as Root);
    return { html: new Html(safe), pictures: pictures.shownFrom, picturesLeftOut: pictures.leftOut };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
