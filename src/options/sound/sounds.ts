import type { SoundChoice } from '../../core/settings/chimes';
import type { Text } from '../../core/text/text';

export interface SoundActions {
  /** Plays it in the page, at a volume in percent. Rejects if it can't be played. */
  play(sound: SoundChoice, volume: number): Promise<void>;
  /** Stores this file as the user's own sound, or returns the problem with it. */
  keepOwn(file: File): Promise<Text | undefined>;
  removeOwn(): Promise<void>;
}
