import * as v from 'valibot';
import type { Format } from './stored-format';

/** What a user's own sound may weigh, in bytes. */
export const MAX_OWN_SOUND = 500_000;

/** How long it may last, in seconds. */
export const MAX_OWN_SOUND_LENGTH = 10;

const OwnSoundSchema = v.object({
  /** The file's name. */
  name: v.string(),
  /** Its media type as the system tells it; may be empty. */
  type: v.fallback(v.string(), ''),
  /** Its bytes in base64. */
  data: v.pipe(v.string(), v.nonEmpty()),
});

/** The sound file that the user gave. */
export type OwnSound = v.InferOutput<typeof OwnSoundSchema>;

/** Nothing where none was given, or what is stored is none. */
export const OWN_SOUND_FORMAT: Format<OwnSound | undefined> = {
  fallback: undefined,
  migrations: [],
  parse: raw => (v.is(OwnSoundSchema, raw) ? v.parse(OwnSoundSchema, raw) : undefined),
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
