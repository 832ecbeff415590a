import { isGroup, isText, objectOf, type TypeOf, textLike } from '../store/schema';
import type { Format } from '../store/stored-format';

/** What a user's own sound may weigh, in bytes. */
export const MAX_OWN_SOUND = 500_000;

/** How long it may last, in seconds. */
export const MAX_OWN_SOUND_LENGTH = 10;

const isOwnSound = objectOf({
  /** The file's name. */
  name: isText,
  /** Its media type as the system tells it; may be empty. */
  type: isText,
  /** Its bytes in base64. */
  data: textLike(/./),
});

/** The sound file that the user gave. */
export type OwnSound = TypeOf<typeof isOwnSound>;

/** Nothing where none was given, or what is stored is none. */
export const OWN_SOUND_FORMAT: Format<OwnSound | undefined> = {
  fallback: undefined,
  migrations: [],
  parse: raw => {
    const sound = isGroup(raw) && { ...raw, type: isText(raw.type) ? raw.type : '' };
    return isOwnSound(sound) ? sound : undefined;
  },
};

export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** @throws DOMException where it is no base64 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), character => character.charCodeAt(0));
}
