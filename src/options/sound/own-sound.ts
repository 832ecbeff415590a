import { MAX_OWN_SOUND, MAX_OWN_SOUND_LENGTH, type OwnSound, toBase64 } from '../../core/settings/own-sound';
import type { Text } from '../../core/text/text';

export type SoundFile = Pick<File, 'name' | 'type' | 'size' | 'arrayBuffer'>;

export interface OwnSoundEffects {
  /** Duration in seconds. Rejects if the browser can't decode it; may detach `bytes`. */
  lengthOf(bytes: ArrayBuffer): Promise<number>;
}

export type OwnSoundReading = { kind: 'sound'; sound: OwnSound } | { kind: 'problem'; why: Text };

/** Reads and validates a sound file. Returns the sound to store, or the problem. Never rejects. */
export async function readOwnSound(file: SoundFile, { lengthOf }: OwnSoundEffects): Promise<OwnSoundReading> {
  if (file.size === 0) return problem({ key: 'ownSoundEmpty' });
  if (file.size > MAX_OWN_SOUND)
    // Rounded up, so that the message never shows a size within the limit.
    return problem({ key: 'ownSoundTooLarge', args: [Math.ceil(file.size / 1000), MAX_OWN_SOUND / 1000] });

  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (!bytes) return problem({ key: 'ownSoundUnreadable' });
  // Encode first: lengthOf may detach the bytes.
  const data = toBase64(new Uint8Array(bytes));
  const length = await lengthOf(bytes).catch(() => 0);
  if (length === 0) return problem({ key: 'ownSoundUnknown' });
  if (length > MAX_OWN_SOUND_LENGTH)
    return problem({ key: 'ownSoundTooLong', args: [Math.ceil(length), MAX_OWN_SOUND_LENGTH] });
  return { kind: 'sound', sound: { name: file.name, type: file.type, data } };
}

const problem = (why: Text): OwnSoundReading => ({ kind: 'problem', why });
