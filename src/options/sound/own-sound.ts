import { MAX_OWN_SOUND, MAX_OWN_SOUND_LENGTH, type OwnSound, toBase64 } from '../../core/settings/own-sound';
import type { Text } from '../../core/text/text';

/** What is asked of a file that the user chose. */
export type SoundFile = Pick<File, 'name' | 'type' | 'size' | 'arrayBuffer'>;

export interface OwnSoundEffects {
  /** How long a sound lasts, in seconds. Rejects where this browser can't play it; the bytes may be gone after. */
  lengthOf(bytes: ArrayBuffer): Promise<number>;
}

export type OwnSoundReading = { kind: 'sound'; sound: OwnSound } | { kind: 'problem'; why: Text };

/** Reads a user's own sound to be stored, or says what keeps it from being one. Never rejects. */
export async function readOwnSound(file: SoundFile, { lengthOf }: OwnSoundEffects): Promise<OwnSoundReading> {
  if (file.size === 0) return problem({ key: 'ownSoundEmpty' });
  if (file.size > MAX_OWN_SOUND)
    // Upwards, so that no file has the size that would do and is refused.
    return problem({ key: 'ownSoundTooLarge', args: [Math.ceil(file.size / 1000), MAX_OWN_SOUND / 1000] });

  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (!bytes) return problem({ key: 'ownSoundUnreadable' });
  // Before the length is asked for, which takes the bytes away.
  const data = toBase64(new Uint8Array(bytes));
  const length = await lengthOf(bytes).catch(() => 0);
  if (length === 0) return problem({ key: 'ownSoundUnknown' });
  if (length > MAX_OWN_SOUND_LENGTH)
    return problem({ key: 'ownSoundTooLong', args: [Math.ceil(length), MAX_OWN_SOUND_LENGTH] });
  return { kind: 'sound', sound: { name: file.name, type: file.type, data } };
}

const problem = (why: Text): OwnSoundReading => ({ kind: 'problem', why });
