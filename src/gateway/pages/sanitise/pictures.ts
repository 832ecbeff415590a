import type { Element, ElementContent } from 'hast';

/** Where a page loads pictures from, as its Content-Security-Policy names it. */
export type PictureSource = 'data:' | 'https:';

/** What becomes of a mail's pictures. */
export interface Pictures {
  /** What stands in a picture's place: the picture, or its words. */
  replace(picture: Element): readonly ElementContent[];
  /** Where the pictures come from that are shown. */
  readonly shownFrom: ReadonlySet<PictureSource>;
  /** Whether some were left out that could be loaded from elsewhere. */
  readonly leftOut: boolean;
}

/** The formats that browsers show and that hold no script. */
const SAFE_DATA = /^data:image\/(?:png|jpeg|gif|webp);base64,[a-z\d+/]*={0,2}$/i;
/** In all: one picture can be named very often. */
const MAX_DATA_CHARACTERS = 16 * 1024 * 1024;
const STYLED_PIXEL = /(?:^|;)\s*(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|!|$)/i;

/**
 * @param own the pictures that came with the mail: `data:` addresses by their Content-ID
 * @param fromElsewhere whether those of other servers are shown, which tells these that the mail is read
 */
export function createPictures(own: ReadonlyMap<string, string>, fromElsewhere: boolean): Pictures {
  // Once for each picture, not each time that it is named: it may be large, and named very often.
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

/** Spaces around, so that those of a row don't run together. */
function wordsOf({ properties: { alt } }: Element): ElementContent[] {
  const words = String(alt ?? '').trim();
  return words === '' ? [] : [{ type: 'text', value: ` ${words} ` }];
}

/** Too small to be looked at: it keeps other things apart, or tells that the mail is read. */
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
