import type { Element, ElementContent } from 'hast';

export type PictureSource = 'data:' | 'https:';

export interface Pictures {
  /** The safe picture, or its alternative text, or nothing. */
  replace(picture: Element): readonly ElementContent[];
  readonly shownFrom: ReadonlySet<PictureSource>;
  readonly leftOut: boolean;
}

/** Formats that browsers show and that can't contain scripts. */
const SAFE_DATA = /^data:image\/(?:png|jpeg|gif|webp);base64,[a-z\d+/]*={0,2}$/i;
/** In total: a mail can repeat one picture very often. */
const MAX_DATA_CHARACTERS = 16 * 1024 * 1024;
const STYLED_PIXEL = /(?:^|;)\s*(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|!|$)/i;

/** With `fromElsewhere`, other servers see that the mail is read. */
export function createPictures(own: ReadonlyMap<string, string>, fromElsewhere: boolean): Pictures {
  // Tests each picture once, because it may be large and repeated often.
  const safe = new Map([...own].filter(([, data]) => SAFE_DATA.test(data)));
  const shownFrom = new Set<PictureSource>();
  let leftOut = false;
  let room = MAX_DATA_CHARACTERS;

  const show = ({ properties }: Element, src: string, from: PictureSource): ElementContent[] => {
    shownFrom.add(from);
    const { alt = '', width, height } = properties;
    return [{ type: 'element', tagName: 'img', properties: { src, alt, width, height }, children: [] }];
  };

  return {
    replace(picture) {
      if (isPixel(picture)) return [];
      const address = String(picture.properties.src ?? '').trim();
      const data = dataOf(address, safe);
      if (data !== undefined && data.length <= room) {
        room -= data.length;
        return show(picture, data, 'data:');
      }
      const remote = secureAddress(address);
      if (remote !== undefined && fromElsewhere) return show(picture, remote, 'https:');
      leftOut ||= remote !== undefined;
      return wordsOf(picture);
    },
    shownFrom,
    get leftOut() {
      return leftOut;
    },
  };
}

/** Spaces separate the texts of adjacent pictures. */
function wordsOf({ properties: { alt } }: Element): ElementContent[] {
  const words = String(alt ?? '').trim();
  return words === '' ? [] : [{ type: 'text', value: ` ${words} ` }];
}

/** A picture of at most one pixel is a spacer or a tracker. */
function isPixel({ properties: { width, height, style } }: Element): boolean {
  const tiny = (size: unknown) => Number.parseFloat(String(size)) <= 1;
  return tiny(width) || tiny(height) || STYLED_PIXEL.test(String(style ?? ''));
}

function dataOf(address: string, own: ReadonlyMap<string, string>): string | undefined {
  if (/^cid:/i.test(address)) return own.get(decoded(address.slice(4)));
  const data = address.replaceAll(/\s/g, '');
  return SAFE_DATA.test(data) ? data : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function secureAddress(address: string): string | undefined {
  const whole = address.startsWith('//') ? `https:${address}` : address;
  const url = URL.canParse(whole) ? new URL(whole) : undefined;
  return url?.protocol === 'https:' ? url.href : undefined;
}
