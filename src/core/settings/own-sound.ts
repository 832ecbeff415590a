import { isGroup, isText, objectOf, type TypeOf, textLike } from '../store/schema';
import type { Format } from '../store/stored-format';

/** Bytes. */
export const MAX_OWN_SOUND = 500_000;

/** Seconds. */
export const MAX_OWN_SOUND_LENGTH = 10;

const isOwnSound = objectOf({
  /** File name. */
  name: isText,
  /** Media type as the system tells it; may be empty. */
  type: isText,
  /** Base64. */
  data: textLike(/./),
});

/** The user's own sound file. */
export type OwnSound = TypeOf<typeof isOwnSound>;

/** Undefined without a valid file. */
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

/** @throws DOMException if the text is no base64 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), character => character.charCodeAt(0));
}
